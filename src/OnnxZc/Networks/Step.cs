using System.Collections.Immutable;
using OnnxZc.Graphs;

namespace OnnxZc.Networks;

/// <summary>A node as a program runs it.</summary>
/// <param name="Node">The node.</param>
/// <param name="Function">What it does.</param>
/// <param name="Inputs">Per input the slot of its value; -1 where it is omitted.</param>
/// <param name="Outputs">Per output the slot of its value; -1 where nobody wants it.</param>
/// <param name="Bodies">Its subgraphs, by the names of their attributes.</param>
/// <param name="LastUses">Slots of values that nobody reads after it.</param>
/// <param name="IsOverwriting">Whether it may write over its first input.</param>
/// <param name="IsOfParameters">
/// Whether parameters enter it: then it runs even where its results are known before, so that gradients flow through.
/// </param>
sealed record Step(
    Node Node,
    ValueFunction Function,
    int[] Inputs,
    int[] Outputs,
    ImmutableDictionary<string, GraphProgram> Bodies,
    int[] LastUses,
    bool IsOverwriting,
    bool IsOfParameters);
