namespace OnnxZc.Graphs;

/// <summary>
/// A fingerprint of what a graph computes, up to the values of its float weights: equal for graphs that differ only in
/// names, in the order of independent nodes, in dead parts, or in float weights.
/// </summary>
/// <remarks>
/// Integer and boolean constants are structure and count by content; float tensors count by type and shape. A
/// <c>Constant</c> node that holds a tensor equals an initializer. Subgraphs count as graphs do, with what they capture
/// in the order of its first use. Opaque attributes count by kind only.
/// </remarks>
public static class GraphHash
{
    /// <summary>SHA-256, lower-case hexadecimal.</summary>
    public static string Of(Graph graph) => Digested(graph).Hex();

    /// <summary>The colour of a subgraph, by what it computes from its inputs and captured values.</summary>
    internal static UInt128 Colour(Graph body) => Digested(body).Colour();

    static Digest Digested(Graph graph)
    {
        var colours = new GraphColours(graph);
        var digest = new Digest().Add("graph");
        foreach (var input in graph.Inputs)
            digest.Add(colours[input.Name]);
        foreach (var output in graph.Outputs)
            digest.Add(colours[output.Name]);
        return digest.AddSorted(colours.Nodes).AddSorted(colours.Constants);
    }
}
