using OnnxZc.Numerics;

namespace OnnxZc.Search;

/// <summary>A space in which searches walk from one architecture to the next.</summary>
interface IMutableSpace : ISearchSpace
{
    /// <summary>Every valid architecture that differs in one choice, in a fixed order, without repetition.</summary>
    IEnumerable<Architecture> Neighbours(Architecture architecture);

    /// <summary>A valid architecture that differs in one choice, by words of <paramref name="draws"/> alone.</summary>
    Architecture Mutate(Architecture architecture, RandomStream draws);

    /// <summary>A valid architecture whose every choice is that of one of two parents.</summary>
    Architecture Cross(Architecture one, Architecture other, RandomStream draws);
}
