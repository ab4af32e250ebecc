using System.Collections.Immutable;
using OnnxZc.Graphs;
using OnnxZc.Graphs.Inputs;

namespace OnnxZc.Data;

/// <summary>What a model wants of a batch source.</summary>
/// <param name="Inputs">The model's inputs; a dimension that is still free takes any size.</param>
/// <param name="BatchSize">Samples wanted; null for the source's own choice.</param>
/// <param name="Seed">The seed of anything random.</param>
/// <param name="Dimensions">Sizes for free dimensions by symbolic name.</param>
public sealed record BatchRequest(
    IReadOnlyList<ValueInfo> Inputs,
    int? BatchSize,
    long Seed,
    IReadOnlyDictionary<string, long> Dimensions)
{
    /// <summary>What inputs take, by their names; one that is not there takes samples.</summary>
    public IReadOnlyDictionary<string, InputUse> Uses { get; init; } = ImmutableDictionary<string, InputUse>.Empty;

    /// <summary>What <paramref name="input"/> takes.</summary>
    internal InputUse UseOf(ValueInfo input) => Uses.GetValueOrDefault(input.Name) ?? new(InputKind.Samples);
}
