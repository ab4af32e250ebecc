using OnnxZc.Numerics;

namespace OnnxZc.Search.Building;

/// <summary>Draws from lists.</summary>
static class RandomPick
{
    /// <summary>One item, by the stream's first word.</summary>
    public static T Pick<T>(this RandomStream draws, IReadOnlyList<T> items) => items[(int)draws.Below(0, items.Count)];
}
