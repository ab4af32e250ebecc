using System.Collections.Immutable;

namespace OnnxZc.Graphs.Details;

/// <summary>Where a tensor lies in another file, as the model says it.</summary>
/// <param name="Location">The file; empty where none is given.</param>
/// <param name="Offset">Where it begins; 0 where that is not given, null where what is given is no number.</param>
/// <param name="Length">How long it is; null where that is not given or no number.</param>
/// <param name="Checksum">SHA-1 of the file; empty where none is given.</param>
sealed record ExternalEntries(string Location, long? Offset, long? Length, string Checksum)
{
    /// <summary>What is wrong with the entries: keys that mean nothing or are there twice, no numbers.</summary>
    public ImmutableArray<string> Oddities { get; init; } = [];
}
