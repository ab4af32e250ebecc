using System.Collections.Immutable;
using OnnxZc.Findings.Rules;

namespace OnnxZc.Findings;

/// <summary>All rules, in the order in which findings are told: the gravest first.</summary>
static class FindingCatalog
{
    /// <summary>The rules.</summary>
    public static ImmutableArray<IFindingRule> All { get; } =
    [
        new UnsupportedOperators(),
        new BatchBaked(),
        new BatchNormFolded(),
        new BatchNormInTraining(),
        new DropoutInTraining(),
        new DuplicateWeights(),
        new UnusedInitializers(),
        new ShatteredLayerNorm(),
        new ShatteredGelu(),
        new ShatteredSilu(),
        new NoOpNodes(),
        new ExternalWeights(),
        new WeightsDrawn(),
    ];

    /// <summary>What the rules find.</summary>
    public static ImmutableArray<Finding> Examine(Subject subject) =>
        [.. All.Select(rule => rule.Examine(subject)).OfType<Finding>()];
}
