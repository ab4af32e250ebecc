using System.Collections.Immutable;

namespace OnnxZc.Checks.Locks;

/// <summary>A model beside what the lock file says of it.</summary>
/// <param name="Path">The file, relative to the repository's root.</param>
/// <param name="Kind">How it compares.</param>
sealed record ModelChange(string Path, ChangeKind Kind)
{
    /// <summary>Its path in the lock file, where it was renamed.</summary>
    public string? From { get; init; }

    /// <summary>SHA-256 of the file, lower-case hexadecimal; null where it cannot be read.</summary>
    public string? FileHash { get; init; }

    /// <summary>Its numbers then and now.</summary>
    public ImmutableArray<NumberChange> Numbers { get; init; } = [];

    /// <summary>Its card, where it was scored.</summary>
    public ScoreCard? Card { get; init; }
}
