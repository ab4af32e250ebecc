namespace OnnxZc.Data;

/// <summary>Which samples of a data set a batch takes.</summary>
public enum DrawOrder
{
    /// <summary>The first of the file.</summary>
    First,

    /// <summary>The first of a shuffle by the seed, as a training loader gives them.</summary>
    Random,

    /// <summary>
    /// As many of every class, the first of a shuffle by the seed, sorted by class: what zero-cost-nas calls
    /// <c>grasp</c>. The batch size is a multiple of the number of classes; one of each by default.
    /// </summary>
    Balanced,
}
