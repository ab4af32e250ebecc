using System.CommandLine;
using OnnxZc.Cli.Sweeps;

namespace OnnxZc.Cli.Checks;

/// <summary>The options of all commands that go by a policy.</summary>
sealed class PolicyOptions
{
    readonly Option<string?> _policy = TextOption.Of(
        "--policy", "file", "The policy; by default onnxzc.yaml here or above, up to the repository's root");

    readonly ScoringOptions _scoring = new();
    readonly SweepOptions _sweep = new();

    /// <summary>The options for settings: each says more than the policy does.</summary>
    public IEnumerable<Option> OfSettings =>
        _scoring.OfNumbers.Concat(_sweep.All.Where(option => option.Name != "--shard"));

    /// <summary>All of them.</summary>
    public IEnumerable<Option> All => OfSettings.Prepend(_policy);

    /// <summary>The policy of a command line, or of <c>ONNXZC_POLICY</c>; null for the one that is found.</summary>
    public string? PolicyOf(ParseResult parsed, Func<string, string?> environment) =>
        parsed.GetValue(_policy) ?? (environment("ONNXZC_POLICY") is { Length: > 0 } named ? named : null);

    /// <summary>The options that are no settings, as arguments that give them again.</summary>
    public IReadOnlyList<string> Others(ParseResult parsed) =>
        OptionValues.Given(parsed, OfSettings.Where(option => option.Name is "--plugin" or "--no-cache"));
}
