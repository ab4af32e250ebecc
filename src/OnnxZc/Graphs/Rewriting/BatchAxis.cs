using System.Collections.Immutable;
using OnnxZc.Graphs.Inference;

namespace OnnxZc.Graphs.Rewriting;

/// <summary>Makes the batch dimension of a graph's inputs free.</summary>
static class BatchAxis
{
    const string Name = "N";

    /// <summary>The batch size that a graph fixes: the first fixed size of an input's first dimension.</summary>
    public static long? SizeOf(Graph graph) => graph.Inputs
        .Where(input => !input.Shape.IsDefaultOrEmpty)
        .Select(input => input.Shape[0].Size)
        .FirstOrDefault(size => size is not null);

    /// <summary>
    /// The graph with a free batch dimension where that is possible, and what had to be done. A fixed batch is freed
    /// together with the constants that exporters bake it into (targets of Reshape and Expand, ends of Slice, sizes of
    /// Resize, tokens joined to every sample), and the result is accepted only if at two other batch sizes every output
    /// has the batch in front and is otherwise as it was.
    /// </summary>
    /// <param name="folded">A folded graph.</param>
    /// <param name="dimensions">
    /// Sizes of other free dimensions by their symbolic name; without one the batch stays fixed.
    /// </param>
    public static (Graph Graph, BatchForm Form) Free(Graph folded, IReadOnlyDictionary<string, long>? dimensions = null)
    {
        if (SizeOf(folded) is not { } batch)
            return (folded, BatchForm.Dynamic);
        if (batch < 1)
            return (folded, BatchForm.Fixed);

        var open = folded.With(
            inputs: [.. folded.Inputs.Select(input => Opened(input, batch))],
            outputs: [.. folded.Outputs.Select(output => Opened(output, batch))]);
        return Shapes(open, batch, dimensions) is { } original
            && Rewritten(open, original, batch, dimensions) is { } graph
            ? (graph, BatchForm.Rewritten)
            : (folded, BatchForm.Fixed);
    }

    static Graph? Rewritten(
        Graph open, Shapes original, long batch, IReadOnlyDictionary<string, long>? dimensions)
    {
        // Sizes that no dimension of a network is likely to have by chance.
        var sizes = new[] { batch + 1, (2 * batch) + 3 };
        var rewriter = new BatchRewriter(open, original, batch, (16 * batch) + 1);
        return rewriter.Run(InputShapes(open, (16 * batch) + 1, dimensions)) is { } graph
            && sizes.All(size => Shapes(graph, size, dimensions) is { } shapes
                && graph.Outputs.Select(output => output.Name)
                    .All(name => Follows(original.Shape(name), shapes.Shape(name), batch, size)))
            ? graph
            : null;
    }

    static bool Follows(ImmutableArray<long> original, ImmutableArray<long> shape, long batch, long size) =>
        !original.IsDefaultOrEmpty && !shape.IsDefault && original[0] == batch
        && shape.SequenceEqual(original.SetItem(0, size));

    static Shapes? Shapes(Graph graph, long batch, IReadOnlyDictionary<string, long>? dimensions)
    {
        try
        {
            return ShapeInference.Infer(graph, InputShapes(graph, batch, dimensions));
        }
        catch (ModelException mismatch) when (mismatch.Code == ModelErrorCode.ShapeMismatch)
        {
            return null;
        }
    }

    static Dictionary<string, ImmutableArray<long>> InputShapes(
        Graph graph, long batch, IReadOnlyDictionary<string, long>? dimensions)
    {
        var shapes = new Dictionary<string, ImmutableArray<long>>(StringComparer.Ordinal);
        foreach (var input in graph.Inputs.Where(input => !input.Shape.IsDefault))
        {
            long?[] sizes = [.. input.Shape.Select((d, i) => d.Size ?? Free(d, i))];
            if (sizes.All(size => size is not null))
                shapes[input.Name] = [.. sizes.Select(size => size.GetValueOrDefault())];
        }

        return shapes;

        long? Free(Dimension dimension, int axis) => axis == 0 && dimension.Name == Name ? batch
            : dimension.Name is { } name && dimensions?.TryGetValue(name, out var size) == true ? size
            : null;
    }

    static ValueInfo Opened(ValueInfo value, long batch) =>
        !value.Shape.IsDefaultOrEmpty && value.Shape[0].Size == batch
            ? value with { Shape = value.Shape.SetItem(0, new(null, Name)) }
            : value;
}
