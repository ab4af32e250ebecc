using System.Collections.Immutable;

namespace OnnxZc.Passes.Planning;

/// <summary>The passes of one scoring, cheapest first.</summary>
/// <param name="Passes">The passes.</param>
/// <param name="Canonical">The executed pass that stands for a declared one.</param>
sealed record PassPlan(ImmutableArray<PlannedPass> Passes, Func<Pass, Pass> Canonical);
