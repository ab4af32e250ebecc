using OnnxZc.Graphs;
using OnnxZc.Numerics;

namespace OnnxZc.Search;

/// <summary>A published set of architectures, each of which can be built as a network.</summary>
interface ISearchSpace
{
    /// <summary>What the command line calls it, such as <c>nb201</c>.</summary>
    string Name { get; }

    /// <summary>Other names that are taken for it.</summary>
    IReadOnlyList<string> Aliases { get; }

    /// <summary>What it is, in a line.</summary>
    string Title { get; }

    /// <summary>Paper, year, link.</summary>
    string Source { get; }

    /// <summary>Under which terms its definition was published, in a line; stands in every exported file.</summary>
    string Licence { get; }

    /// <summary>The published variants of its networks; the first is the one that was trained.</summary>
    IReadOnlyList<string> Forms { get; }

    /// <summary>The published ways to write an architecture; <see cref="Architecture.Text"/> has the first.</summary>
    IReadOnlyList<string> Encodings { get; }

    /// <summary>
    /// How many architectures <see cref="At"/> numbers, from 0; null where they are sampled but not numbered.
    /// </summary>
    long? Size { get; }

    /// <summary>The settings of its published networks, all of them given where they apply.</summary>
    SpaceSettings Defaults { get; }

    /// <summary>The architecture of a number in the space's published order.</summary>
    /// <exception cref="ArchitectureException">There is none of this number.</exception>
    Architecture At(long index);

    /// <summary>A valid architecture, by words of <paramref name="draws"/> alone.</summary>
    Architecture Sample(RandomStream draws);

    /// <summary>Reads an architecture in any of the encodings, which are told apart by their form.</summary>
    /// <exception cref="ArchitectureException">The text is of no encoding, or names no valid architecture.</exception>
    Architecture Parse(string text);

    /// <summary>Writes an architecture in one of the encodings.</summary>
    /// <exception cref="ArchitectureException">The encoding has no text for this architecture.</exception>
    string Print(Architecture architecture, string encoding);

    /// <summary>
    /// An architecture that builds the same network, the same one for all that do; how far it sees is said by each
    /// space.
    /// </summary>
    Architecture Canonical(Architecture architecture);

    /// <summary>The network, with weights drawn by nodes of the graph.</summary>
    /// <exception cref="ArchitectureException">The settings do not fit the space, or no network is left.</exception>
    Graph Build(Architecture architecture, SpaceSettings settings);
}
