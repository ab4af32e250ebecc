using OnnxZc.Graphs.Inference;

namespace OnnxZc.Graphs.Rewriting;

/// <summary>How nodes that hold the file's batch as a constant can be rewritten, the likeliest way first.</summary>
/// <param name="rewriter">Knows where the batch lies in the values before the node.</param>
/// <param name="graph">The graph.</param>
/// <param name="original">Its shapes at the file's batch.</param>
/// <param name="size">The batch as a value.</param>
/// <param name="batch">The file's batch.</param>
sealed class BatchRules(BatchRewriter rewriter, Graph graph, Shapes original, BatchSize size, long batch)
{
    /// <summary>The ways to rewrite a node; most have one: as it is.</summary>
    public IEnumerable<Rewrite> Ways(Node node) => node.Operator.Domain.Length > 0
        ? [Rewrite.None(node)]
        : node.Operator.Type switch
        {
            "Reshape" => Reshape(node),
            "Expand" => [Expand(node)],
            "Tile" => [Repeat(node)],
            "Concat" => Concat(node) is { } way ? [way] : [],
            "Resize" => [Resize(node)],
            "Slice" => [Slice(node)],
            "LSTM" or "GRU" or "RNN" => [WithoutZeroStates(node)],
            _ => [WithoutRepeatedRows(node)],
        };

    IEnumerable<Rewrite> Reshape(Node node)
    {
        var shape = original.Shape(node.Outputs[0]);
        if (rewriter.Position(node.Inputs[0]) is not { } at || shape.IsDefault
            || original.Constant(node.Input(1))?.ToInt64s() is not { } target || IsComputed(node.Inputs[1]))
            return [Rewrite.None(node)];

        var copies = node.Attributes.Int("allowzero", 0) == 0;
        var before = 1L;
        var found = new List<(int Axis, int Rank)>();
        for (var axis = 0; axis < shape.Length; before *= shape[axis++])
        {
            if (at.Prefix % before == 0 && before * shape[axis] % (at.Prefix * batch) == 0)
                found.Add((axis, before != at.Prefix ? 2 : shape[axis] == batch ? 0 : 1));
        }

        return found.OrderBy(way => way.Rank).Select(way =>
        {
            var isFree = target[way.Axis] == -1 || (target[way.Axis] == 0 && copies && way.Axis == at.Axis);
            return isFree
                ? Rewrite.None(node)
                : Rewrite.Constant(node, 1, TensorData.Int64s(shape.SetItem(way.Axis, -1).AsSpan()));
        });
    }

    // A target that is computed from the batch already follows it.
    bool IsComputed(string value) =>
        rewriter.Constant(value) is not { } now || !now.ToInt64s().SequenceEqual(original.Constant(value)!.ToInt64s());

    Rewrite Expand(Node node)
    {
        if (original.Constant(node.Inputs[1])?.ToInt64s() is not { } target || IsComputed(node.Inputs[1]))
            return Rewrite.None(node);
        var shape = original.Shape(node.Outputs[0]);
        if (rewriter.Position(node.Inputs[0]) is { } at)
        {
            var axis = at.Axis - original.Shape(node.Inputs[0]).Length + target.Length;
            if (axis < 0 || target[axis] == 1)
                return Rewrite.None(node);
            target[axis] = 1;
            return Rewrite.Constant(node, 1, TensorData.Int64s(target));
        }

        return batch > 1 && target.Length == shape.Length && target[0] == batch
            ? Sized(node, 1, 0, target)
            : Rewrite.None(node);
    }

    Rewrite Repeat(Node node)
    {
        var isBatch = batch > 1 && rewriter.Position(node.Inputs[0]) is null
            && original.Constant(node.Inputs[1])?.ToInt64s() is [var first, ..] && first == batch
            && original[node.Inputs[0]]?.Shape is [1, ..] && !IsComputed(node.Inputs[1]);
        return isBatch ? Sized(node, 1, 0, original.Constant(node.Inputs[1])!.ToInt64s()) : Rewrite.None(node);
    }

    Rewrite Resize(Node node)
    {
        var isBatch = node.HasInput(3) && !node.Attributes.Has("axes")
            && rewriter.Position(node.Inputs[0]) is { Axis: 0 }
            && original.Constant(node.Inputs[3])?.ToInt64s() is [var first, ..] && first == batch
            && !IsComputed(node.Inputs[3]);
        return isBatch ? Sized(node, 3, 0, original.Constant(node.Inputs[3])!.ToInt64s()) : Rewrite.None(node);
    }

    // The node reading constants with the batch's size in the place of one of them.
    Rewrite Sized(Node node, int input, int axis, ReadOnlySpan<long> sizes)
    {
        var (before, after, joined) = Names(node, input);
        var parts = new List<string>();
        var constants = new List<KeyValuePair<string, TensorData>>();
        if (axis > 0)
        {
            parts.Add(before);
            constants.Add(new(before, TensorData.Int64s(sizes[..axis])));
        }

        parts.Add(size.Name);
        if (axis + 1 < sizes.Length)
        {
            parts.Add(after);
            constants.Add(new(after, TensorData.Int64s(sizes[(axis + 1)..])));
        }

        var join = size.Node("Concat", [.. parts], joined, KeyValuePair.Create<string, object>("axis", 0L));
        return new([join, node with { Inputs = node.Inputs.SetItem(input, joined) }], [.. constants]);
    }

    static (string Before, string After, string Joined) Names(Node node, int input) =>
        ($"{node.Outputs[0]}/before{input}", $"{node.Outputs[0]}/after{input}", $"{node.Outputs[0]}/sizes{input}");

    Rewrite? Concat(Node node)
    {
        var carrier = node.Inputs.FirstOrDefault(input => rewriter.Position(input) is not null);
        if (carrier is null)
            return Rewrite.None(node);
        var axis = rewriter.Position(carrier)!.Axis;
        var whole = Rewrite.None(node);
        for (var i = 0; i < node.Inputs.Length; i++)
        {
            if (rewriter.Position(node.Inputs[i]) is not null)
                continue;
            if (batch > 1
                || original.Shape(carrier)[axis] != batch
                || original[node.Inputs[i]] is not { Shape: var shape })
            {
                return null;
            }

            // A token that is joined to one sample is joined to every sample.
            var token = size.Node("Expand", [node.Inputs[i], ""], $"{node.Outputs[0]}/token{i}");
            var ones = Enumerable.Repeat(1L, shape.Length).ToArray();
            var expand = Sized(token, 1, axis, ones);
            var join = whole.Nodes[^1];
            join = join with { Inputs = join.Inputs.SetItem(i, token.Outputs[0]) };
            whole = new(
                [.. whole.Nodes[..^1], .. expand.Nodes, join],
                [.. whole.Initializers, .. expand.Initializers]);
        }

        return whole;
    }

    Rewrite Slice(Node node)
    {
        if (node.Operator.SinceVersion < 10 || rewriter.Position(node.Inputs[0]) is not { } at
            || original.Constant(node.Input(2))?.ToInt64s() is not { } ends || IsComputed(node.Inputs[2]))
            return Rewrite.None(node);
        var input = original.Shape(node.Inputs[0]);
        var axes = node.HasInput(3)
            ? original.Constant(node.Inputs[3])?.ToInt64s()
            : [.. Enumerable.Range(0, ends.Length).Select(i => (long)i)];
        var i = axes is null ? -1 : Array.FindIndex(axes, axis => (axis < 0 ? axis + input.Length : axis) == at.Axis);
        if (i < 0 || ends[i] != input[at.Axis] || !original.Shape(node.Outputs[0]).SequenceEqual(input))
            return Rewrite.None(node);
        ends[i] = long.MaxValue;
        return Rewrite.Constant(node, 2, TensorData.Int64s(ends));
    }

    // Initial states of zeros are what the operators take when none are given.
    Rewrite WithoutZeroStates(Node node)
    {
        var inputs = node.Inputs;
        for (var i = 5; i < Math.Min(7, inputs.Length); i++)
        {
            if (graph.Initializers.TryGetValue(inputs[i], out var state) && state.ToDoubles().All(value => value == 0))
                inputs = inputs.SetItem(i, "");
        }

        return Rewrite.None(node with { Inputs = inputs });
    }

    // A constant that repeats one row for every sample of the file's batch needs that row alone.
    Rewrite WithoutRepeatedRows(Node node)
    {
        var carriers = node.Inputs.Where(input => rewriter.Position(input) is not null).ToList();
        if (batch == 1 || carriers.Count == 0)
            return Rewrite.None(node);
        var rank = carriers.Max(input => original.Shape(input).Length);
        for (var i = 0; i < node.Inputs.Length; i++)
        {
            var isRepeated = graph.Initializers.TryGetValue(node.Inputs[i], out var data) && data.Shape.Length == rank
                && rewriter.Position(carriers[0]) is { Axis: 0 } && rank > 1 && data.Shape[0] == batch && data.Count > 0
                && original[node.Outputs[0]]?.Shape is [var leading, ..] && leading == batch && IsRepeated(data);
            if (isRepeated)
                return Rewrite.Constant(node, i, FirstRow(data!));
        }

        return Rewrite.None(node);
    }

    static bool IsRepeated(TensorData data)
    {
        var bytes = data.Bytes.Span;
        var row = bytes.Length / (int)data.Shape[0];
        for (var start = row; start < bytes.Length; start += row)
        {
            if (!bytes.Slice(start, row).SequenceEqual(bytes[..row]))
                return false;
        }

        return true;
    }

    static TensorData FirstRow(TensorData data) =>
        new(data.Type, data.Shape.SetItem(0, 1), data.Bytes[..(data.Bytes.Length / (int)data.Shape[0])]);
}
