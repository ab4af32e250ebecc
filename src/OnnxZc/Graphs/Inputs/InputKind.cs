namespace OnnxZc.Graphs.Inputs;

/// <summary>What a model's input takes, as far as its type, its readers and its name tell.</summary>
public enum InputKind
{
    /// <summary>Samples: what a batch source gives. Drawn as standard normal numbers, or integers 0 to 255.</summary>
    Samples,

    /// <summary>Rows of a table, such as token ids: drawn below the number of rows.</summary>
    Ids,

    /// <summary>Positions in a sequence: 0, 1, 2... along the last axis.</summary>
    Positions,

    /// <summary>What to attend to: ones.</summary>
    Mask,

    /// <summary>Keys and values of earlier tokens: standard normal numbers.</summary>
    Past,

    /// <summary>How many elements of each sequence count: all.</summary>
    Lengths,

    /// <summary>Indices into something computed: zeros, which always exist.</summary>
    Indices,
}
