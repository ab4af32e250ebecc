using System.Collections.Immutable;

namespace OnnxZc.Search.TransNas;

/// <summary>What <c>64-41414-1_02_333</c> or <c>64-4111-basic</c> says.</summary>
/// <param name="Layers">
/// A digit for each layer: 2 and 4 double the channels, 3 and 4 halve the image, 1 does neither.
/// </param>
/// <param name="Edges">
/// The operations on the edges of its cells, by target and then source; empty for basic residual blocks.
/// </param>
sealed record TransNasCode(ImmutableArray<int> Layers, ImmutableArray<int> Edges)
{
    /// <summary>Channels of the first layer.</summary>
    public const int Channels = 64;

    /// <summary>The nodes of a cell, the input among them.</summary>
    public const int Nodes = 4;

    /// <summary>The layers of all micro architectures.</summary>
    public static ImmutableArray<int> MicroLayers { get; } = [4, 1, 4, 1, 4];

    /// <summary>Whether a layer's digit doubles the channels.</summary>
    public static bool Widens(int digit) => digit % 2 == 0;

    /// <summary>Whether a layer's digit halves the image.</summary>
    public static bool Strides(int digit) => digit > 2;

    /// <summary>The operation between two nodes.</summary>
    public int Edge(int target, int source) => Edges[(target * (target - 1) / 2) + source];

    /// <summary>The published text.</summary>
    public override string ToString()
    {
        var cell = Edges.IsEmpty ? "basic" : $"{Edges[0]}_{Edges[1]}{Edges[2]}_{Edges[3]}{Edges[4]}{Edges[5]}";
        return $"{Channels}-{string.Concat(Layers)}-{cell}";
    }
}
