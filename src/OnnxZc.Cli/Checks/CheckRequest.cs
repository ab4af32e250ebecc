using OnnxZc.Checks;

namespace OnnxZc.Cli.Checks;

/// <summary>What <c>onnxzc check</c> was asked to do.</summary>
/// <param name="Context">The repository and its settings.</param>
sealed record CheckRequest(PolicyContext Context)
{
    /// <summary>Files, folders, globs and lists; none for the policy's models.</summary>
    public IReadOnlyList<string> Models { get; init; } = [];

    /// <summary>Whether rules that run models are left out.</summary>
    public bool IsStaticOnly { get; init; }

    /// <summary>The revision since which models changed that are checked; null for all.</summary>
    public string? ChangedSince { get; init; }

    /// <summary>The level from which violations fail the check.</summary>
    public RuleLevel FailLevel { get; init; } = RuleLevel.Error;

    /// <summary>Whether violations and unchecked models leave the exit code at 0.</summary>
    public bool ExitZero { get; init; }

    /// <summary>The reports.</summary>
    public IReadOnlyList<CheckOutput> Outputs { get; init; } = [];
}
