using System.Collections.Immutable;

namespace OnnxZc.Graphs.Inference;

/// <summary>What a rule makes of a node: its outputs' shapes, or the reason why they are unknown.</summary>
/// <param name="Outputs">The leading outputs; those beyond are unknown.</param>
/// <param name="Reason">Why nothing is known; null when it is.</param>
sealed record Inferred(ImmutableArray<TensorShape> Outputs, string? Reason = null)
{
    /// <summary>Nothing is known, because of <paramref name="reason"/>.</summary>
    public static Inferred Unknown(string reason) => new([], reason);
}
