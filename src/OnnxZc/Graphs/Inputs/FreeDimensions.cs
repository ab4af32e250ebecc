using System.Collections.Immutable;
using OnnxZc.Graphs.Inference;

namespace OnnxZc.Graphs.Inputs;

/// <summary>Chooses sizes for the dimensions other than the batch that a model's inputs leave free.</summary>
/// <remarks>
/// Sequences have 16 elements, no more than a table of positions has rows; earlier tokens are 2; images are 224 wide
/// and high and have 3 channels. Where these do not fit the graph, the next of a short list are tried.
/// </remarks>
static class FreeDimensions
{
    const long Past = 2;
    const long Channels = 3;
    const int TrialBatch = 2;

    static readonly long[] Sequences = [16, 8, 4, 2, 1, 32, 64, 128, 512, 1024, 4096, 16000];
    static readonly long[] Sides = [224, 32, 28, 64, 96, 128, 256, 299, 384, 512, 16, 8];

    /// <summary>
    /// The graph with a name for every free dimension of its inputs but the first: <c>INPUT.AXIS</c> where the file has
    /// none.
    /// </summary>
    public static Graph Named(Graph graph) => graph.With(inputs:
    [
        .. graph.Inputs.Select(input => input.Shape.IsDefault ? input : input with
        {
            Shape = [.. input.Shape.Select((dimension, axis) =>
                axis > 0 && dimension is { Size: null, Name: null } ? new(null, $"{input.Name}.{axis}") : dimension)],
        }),
    ]);

    /// <summary>The name of the batch dimension: that of the first input's first dimension, where it is free.</summary>
    public static string? BatchName(IEnumerable<ValueInfo> inputs) =>
        inputs.FirstOrDefault(input => !input.Shape.IsDefaultOrEmpty)?.Shape[0].Name;

    /// <summary>The sizes given and those chosen, by name.</summary>
    /// <exception cref="ModelException">None of the sizes tried fits.</exception>
    public static IReadOnlyDictionary<string, long> Sizes(
        Graph graph, IReadOnlyDictionary<string, InputUse> uses, IReadOnlyDictionary<string, long> given)
    {
        var free = Free(graph, uses, given);
        if (free.Count == 0)
            return given;
        var limit = Positions(graph, uses);
        ModelException? first = null;
        for (var i = 0; i < Sequences.Length; i++)
        {
            var sizes = new Dictionary<string, long>(given, StringComparer.Ordinal);
            foreach (var (name, kind) in free)
                sizes[name] = SizeOf(kind, Math.Min(Sequences[i], limit), Sides[i]);
            if (Mismatch(graph, sizes) is not { } mismatch)
                return sizes;
            first ??= mismatch;
        }

        throw Unfit(graph, free.Keys.First(), first!);
    }

    static long SizeOf(FreeKind kind, long sequence, long side) => kind switch
    {
        FreeKind.Past => Past,
        FreeKind.Total => sequence + Past,
        FreeKind.Channels => Channels,
        FreeKind.Side => side,
        _ => sequence,
    };

    static Dictionary<string, FreeKind> Free(
        Graph graph, IReadOnlyDictionary<string, InputUse> uses, IReadOnlyDictionary<string, long> given)
    {
        var batch = BatchName(graph.Inputs);
        var free = new Dictionary<string, FreeKind>(StringComparer.Ordinal);
        foreach (var input in graph.Inputs.Where(input => !input.Shape.IsDefault))
        {
            for (var axis = 1; axis < input.Shape.Length; axis++)
            {
                if (input.Shape[axis].Name is not { } text || given.ContainsKey(text))
                    continue;
                foreach (var name in SizeExpression.Names(text).Except(given.Keys).Where(name => name != batch))
                    free.TryAdd(name, KindOf(name, input, axis, uses[input.Name].Kind));
            }
        }

        return free;
    }

    static FreeKind KindOf(string name, ValueInfo input, int axis, InputKind kind)
    {
        if (name.Contains("past", StringComparison.OrdinalIgnoreCase) || kind == InputKind.Past)
            return FreeKind.Past;
        if (name.Contains("total", StringComparison.OrdinalIgnoreCase))
            return FreeKind.Total;
        if (kind != InputKind.Samples || input.Shape.Length != 4)
            return FreeKind.Sequence;
        var isChannelLast = input.Shape[3].Size is <= 4;
        return axis == (isChannelLast ? 3 : 1) ? FreeKind.Channels : FreeKind.Side;
    }

    // A table of token types has 2 rows and bounds nothing.
    static long Positions(Graph graph, IReadOnlyDictionary<string, InputUse> uses)
    {
        var declared = uses.Values
            .Where(use => use is { Kind: InputKind.Positions, Rows: > 0 })
            .Select(use => use.Rows);
        var tables = graph.Nodes
            .Where(node => node.Operator is { Domain: "", Type: "Gather" } && IsPositionTable(graph, node))
            .Select(node => graph.Initializers[node.Inputs[0]].Shape[0]);
        return declared.Concat(tables).Append(long.MaxValue).Min();
    }

    static bool IsPositionTable(Graph graph, Node node) =>
        node.Attributes.Int("axis", 0) == 0 && node.Inputs[0].Contains("pos", StringComparison.OrdinalIgnoreCase)
        && graph.Initializers.GetValueOrDefault(node.Inputs[0]) is { IsFloat: true, Shape.Length: 2 };

    static ModelException? Mismatch(Graph graph, IReadOnlyDictionary<string, long> sizes)
    {
        var shapes = new Dictionary<string, ImmutableArray<long>>(StringComparer.Ordinal);
        var batch = BatchName(graph.Inputs);
        foreach (var input in graph.Inputs.Where(input => !input.Shape.IsDefault))
        {
            var shape = input.Shape.Select((dimension, axis) => dimension.Size
                ?? (dimension.Name is { } name ? SizeExpression.Evaluate(name, sizes) : null)
                ?? (axis == 0 || dimension.Name == batch ? TrialBatch : null)).ToArray();
            if (shape.All(size => size is not null))
                shapes[input.Name] = [.. shape.Select(size => size!.Value)];
        }

        try
        {
            ShapeInference.Infer(graph, shapes);
            return null;
        }
        catch (ModelException mismatch) when (mismatch.Code == ModelErrorCode.ShapeMismatch)
        {
            return mismatch;
        }
    }

    static ModelException Unfit(Graph graph, string name, ModelException first)
    {
        var input = graph.Inputs.First(input => !input.Shape.IsDefault && input.Shape.Any(
            dimension => dimension.Name is { } text && SizeExpression.Names(text).Contains(name)));
        return new(
            ModelErrorCode.ShapeMismatch,
            $"input {input} leaves dimension '{name}' free: give it with --dim {name}=SIZE. "
            + $"Of the sizes tried none fits, the first because of {first.Message}");
    }

    enum FreeKind
    {
        Sequence,
        Side,
        Channels,
        Past,
        Total,
    }
}
