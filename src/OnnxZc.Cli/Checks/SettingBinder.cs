using System.CommandLine;
using OnnxZc.Cli.Sweeps;
using OnnxZc.Data;
using OnnxZc.Plugins;

namespace OnnxZc.Cli.Checks;

/// <summary>
/// Makes of settings, whoever set them, what the same words on a command line would make; errors name who did.
/// </summary>
sealed class SettingBinder
{
    // Something that costs nothing has to stand where no proxies are wanted.
    const string NoProxies = "--proxies=params";

    static readonly ParserConfiguration _configuration = new() { ResponseFileTokenReplacer = null };

    readonly ScoringOptions _scoring = new();
    readonly SweepOptions _sweep = new();
    readonly Command _command = new("settings");

    public SettingBinder()
    {
        foreach (var option in _scoring.OfNumbers.Concat(_sweep.All))
            _command.Add(option);
    }

    /// <summary>How to score by these settings.</summary>
    /// <param name="settings">Every setting.</param>
    /// <param name="plugins">The plugins, as arguments.</param>
    /// <param name="more">Further arguments, such as <c>--no-cache</c>.</param>
    /// <exception cref="UsageException">A setting has a value that means nothing.</exception>
    public CheckScoring Bind(
        IReadOnlyList<SettingValue> settings, IReadOnlyList<string> plugins, params IReadOnlyList<string> more)
    {
        string[] given = [.. plugins, .. settings.SelectMany(setting => setting.Arguments), "--shard=none", .. more];
        var hasProxies = given.Any(argument => argument.StartsWith("--proxies=", StringComparison.Ordinal));
        string[] arguments = hasProxies ? given : [.. given, NoProxies];
        try
        {
            return Bound(arguments, hasProxies);
        }
        catch (Exception e) when (IsOfUser(e))
        {
            var culprit = settings.FirstOrDefault(setting =>
                !setting.Origin.StartsWith("--", StringComparison.Ordinal)
                && setting.Values.Count > 0
                && MessageOf([.. plugins, .. setting.Arguments]) == e.Message);
            throw new UsageException(culprit is null ? e.Message : $"{culprit.Origin}: {e.Message}", e);
        }
    }

    string? MessageOf(string[] arguments)
    {
        try
        {
            Bound([.. arguments, "--shard=none"], hasProxies: true);
            return null;
        }
        catch (Exception e) when (IsOfUser(e))
        {
            return e.Message;
        }
    }

    CheckScoring Bound(string[] arguments, bool hasProxies)
    {
        var parsed = _command.Parse(arguments, _configuration);
        if (parsed.Errors is [{ } error, ..])
            throw new UsageException(error.Message.TrimEnd('.'));
        var score = new ScoreRequest
        {
            Models = [],
            Options = _scoring.BindChecked(parsed),
            WorkerArguments = OptionValues.Given(parsed, _scoring.OfNumbers),
            Budget = _scoring.Budget(parsed),
        };
        return new(score, _sweep.Bind(parsed, _scoring, _ => null), hasProxies);
    }

    static bool IsOfUser(Exception e) => e is UsageException or DataException or PluginException;
}
