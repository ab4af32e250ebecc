namespace OnnxZc.Checks.Policies;

/// <summary>A part of a YAML file with its place.</summary>
/// <param name="Place">Where it begins.</param>
abstract record ConfigNode(PolicyPlace Place)
{
    /// <summary>Whether nothing was written behind the key.</summary>
    public bool IsEmpty => this is ConfigScalar { Text: "" or "~" or "null", IsQuoted: false };

    /// <summary>What it is, for messages.</summary>
    public string Kind => this switch
    {
        _ when IsEmpty => "nothing",
        ConfigScalar scalar => $"'{scalar.Text}'",
        ConfigList => "a list",
        _ => "a map",
    };
}
