namespace OnnxZc.Checks.Policies;

/// <summary>A setting that files may have.</summary>
/// <param name="Name">Its name: the command line's option without its dashes.</param>
/// <param name="Form">What it takes.</param>
/// <param name="Text">What it means, in a line.</param>
/// <param name="Default">What holds where nobody says anything, as it is shown.</param>
sealed record SettingName(string Name, SettingForm Form, string Text, string Default)
{
    /// <summary>The environment variable that sets it.</summary>
    public string Variable => $"ONNXZC_{Name.ToUpperInvariant().Replace('-', '_')}";
}
