using System.Collections.Immutable;

namespace OnnxZc.Checks.Policies;

/// <summary>What a repository demands of its models.</summary>
/// <param name="Path">The file, relative to the repository's root; null where defaults stand in.</param>
sealed record Policy(string? Path)
{
    /// <summary>What excuses violations.</summary>
    public ImmutableArray<Waiver> Waivers { get; init; } = [];
}
