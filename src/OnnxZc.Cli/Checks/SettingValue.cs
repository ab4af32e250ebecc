using OnnxZc.Checks.Policies;

namespace OnnxZc.Cli.Checks;

/// <summary>A setting as it holds, and who said so.</summary>
/// <param name="Setting">Which.</param>
/// <param name="Values">Its values; none where the default holds.</param>
/// <param name="Origin">
/// A file with line and column, a variable, an option, or <see cref="SettingLayers.BuiltIn"/>.
/// </param>
sealed record SettingValue(SettingName Setting, IReadOnlyList<string> Values, string Origin)
{
    /// <summary>The values as people read them.</summary>
    public string Text => Values.Count == 0 ? Setting.Default : string.Join(", ", Values);

    /// <summary>The arguments that give it on a command line.</summary>
    public IEnumerable<string> Arguments => Values.Select(value => $"--{Setting.Name}={value}");
}
