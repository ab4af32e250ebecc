using System.CommandLine;
using OnnxZc.Checks.Policies;
using OnnxZc.Data;

namespace OnnxZc.Cli.Checks;

/// <summary>
/// Who says what about settings: the command line, then the environment, then the policy, then the user's own file,
/// then nobody. A setting of several values is replaced as a whole.
/// </summary>
static class SettingLayers
{
    /// <summary>The origin of what nobody set.</summary>
    public const string BuiltIn = "built-in";

    /// <summary>Every setting as it holds.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="options">Its options for settings.</param>
    /// <param name="environment">Reads an environment variable.</param>
    /// <param name="files">
    /// The settings of files with the folders that paths in them are relative to; the first wins.
    /// </param>
    public static IReadOnlyList<SettingValue> Resolve(
        ParseResult? parsed,
        IEnumerable<Option> options,
        Func<string, string?> environment,
        params IReadOnlyList<(IReadOnlyList<PolicySetting> Settings, string Folder)> files)
    {
        var byName = options.ToDictionary(option => option.Name);
        return
        [
            .. SettingCatalog.All.Select(setting =>
                OfCommandLine(setting, parsed, byName.GetValueOrDefault($"--{setting.Name}"))
                ?? OfEnvironment(setting, environment)
                ?? files.Select(file => OfFile(setting, file.Settings, file.Folder)).FirstOrDefault(v => v is not null)
                ?? new(setting, [], BuiltIn)),
        ];
    }

    static SettingValue? OfCommandLine(SettingName setting, ParseResult? parsed, Option? option) =>
        option is not null && parsed?.GetResult(option) is { Implicit: false } result
            ? new(setting, [.. result.Tokens.Select(token => token.Value)], $"--{setting.Name}")
            : null;

    static SettingValue? OfEnvironment(SettingName setting, Func<string, string?> environment) =>
        environment(setting.Variable) is { Length: > 0 } text
            ? new(
                setting,
                setting.Form == SettingForm.ByName ? text.Split(',', StringSplitOptions.TrimEntries) : [text],
                setting.Variable)
            : null;

    static SettingValue? OfFile(SettingName setting, IReadOnlyList<PolicySetting> settings, string folder) =>
        settings.FirstOrDefault(given => given.Name == setting.Name) is { } given
            ? new(
                setting,
                [.. given.Values.Select(value => InFolder(setting.Name, value, folder))],
                $"{given.Place.File}:{given.Place.Line}:{given.Place.Column}")
            : null;

    static string InFolder(string name, string value, string folder) => name switch
    {
        "store" => Path.Combine(folder, value),
        "data" when value is not ("noise" or "ones") => Data(value, folder),
        _ => value,
    };

    // KIND:PATH, KIND:PATH,PATH or FILE.npz.
    static string Data(string text, string folder) =>
        text.Split(':', 2) is [var kind, { Length: > 0 } paths]
            && BatchSources.Forms.Any(form => form.Text.StartsWith($"{kind}:", StringComparison.Ordinal))
            ? $"{kind}:{string.Join(',', paths.Split(',').Select(path => Path.Combine(folder, path)))}"
            : Path.Combine(folder, text);
}
