namespace OnnxZc.Data.Pickles;

/// <summary>The type of an array's elements.</summary>
/// <param name="name">NumPy's name without byte order, such as <c>u1</c>.</param>
sealed class PickledType(string name)
{
    /// <summary>NumPy's name without byte order.</summary>
    public string Name { get; } = name.TrimStart('<', '>', '|', '=');

    /// <summary>Whether the most significant byte comes first.</summary>
    public bool IsBigEndian { get; set; } = name.StartsWith('>');
}
