namespace OnnxZc.Checks;

/// <summary>What a rule's setting holds.</summary>
enum ParameterKind
{
    /// <summary>A number, also as <c>25M</c>, <c>1.5G</c> or <c>3k</c> (powers of ten).</summary>
    Number,

    /// <summary>A size in bytes, also as <c>100MB</c>, <c>1.5GiB</c>.</summary>
    Bytes,

    /// <summary>A share such as <c>0.02</c> or <c>2%</c>.</summary>
    Ratio,

    /// <summary><c>true</c> or <c>false</c>.</summary>
    Flag,

    /// <summary>A text.</summary>
    Text,

    /// <summary>A list of texts.</summary>
    Texts,
}
