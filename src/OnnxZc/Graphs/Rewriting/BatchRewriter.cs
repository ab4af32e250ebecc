using System.Collections.Immutable;
using OnnxZc.Graphs.Inference;

namespace OnnxZc.Graphs.Rewriting;

/// <summary>
/// Walks a graph with another batch than the file's and rewrites the nodes that hold on to the old one. Where a node
/// can be rewritten in several ways, it tries them in turn until the rest of the graph fits.
/// </summary>
/// <remarks>
/// In every value the batch lies along one axis, maybe merged with others. What identifies it there, also through
/// reshaping, is its prefix: how many blocks, in row-major order, each hold the whole batch.
/// </remarks>
/// <param name="graph">The graph with free inputs.</param>
/// <param name="original">Its shapes at the file's batch.</param>
/// <param name="batch">The file's batch.</param>
/// <param name="trial">The other batch.</param>
sealed class BatchRewriter(Graph graph, Shapes original, long batch, long trial)
{
    static readonly HashSet<string> OrderKeeping =
        new(StringComparer.Ordinal) { "Flatten", "Reshape", "Squeeze", "Unsqueeze" };

    readonly Dictionary<string, KnownValue> _values = new(StringComparer.Ordinal);
    readonly Dictionary<string, long> _prefixes = new(StringComparer.Ordinal);
    readonly ConstantBudget _budget = new();
    readonly BatchSize _size = new(graph);

    /// <summary>The graph for any batch, or null when no way of rewriting fits.</summary>
    /// <param name="inputShapes">The inputs' shapes at the other batch.</param>
    public Graph? Run(IReadOnlyDictionary<string, ImmutableArray<long>> inputShapes)
    {
        foreach (var (name, data) in graph.Initializers)
            _values[name] = KnownValue.Of(data);
        foreach (var input in graph.Inputs.Where(input => inputShapes.ContainsKey(input.Name)))
        {
            _values[input.Name] = new(input.Type, inputShapes[input.Name]);
            _prefixes[input.Name] = 1;
        }

        return Search() is { } chosen ? Assembled(chosen) : null;
    }

    /// <summary>
    /// Where the batch lies in <paramref name="value"/>, or null when the value does not depend on its size.
    /// </summary>
    public BatchPosition? Position(string value)
    {
        var (old, now) = (original.Shape(value), _values.GetValueOrDefault(value)?.Shape ?? default);
        if (old.IsDefault || now.IsDefault || old.Length != now.Length || old.SequenceEqual(now))
            return null;
        var axis = Enumerable.Range(0, old.Length).First(i => old[i] != now[i]);
        return new(axis, _prefixes.GetValueOrDefault(value, 1));
    }

    /// <summary>The contents of a small constant at the other batch, or null.</summary>
    public TensorData? Constant(string value) => _values.GetValueOrDefault(value)?.Constant;

    Rewrite[]? Search()
    {
        var nodes = graph.Nodes;
        var chosen = new Rewrite[nodes.Length];
        var open = new IEnumerator<Rewrite>[nodes.Length + 1];
        var steps = 64L * (nodes.Length + 64);
        var rules = new BatchRules(this, graph, original, _size, batch);
        var i = 0;
        while (i < nodes.Length)
        {
            open[i] ??= rules.Ways(nodes[i]).GetEnumerator();
            if (steps-- == 0)
                return null;
            if (Next(nodes[i], open[i]) is { } way)
            {
                chosen[i++] = way;
                continue;
            }

            open[i] = null!;
            if (--i < 0)
                return null;
        }

        return chosen;
    }

    Rewrite? Next(Node node, IEnumerator<Rewrite> ways)
    {
        while (ways.MoveNext())
        {
            if (Fits(node, ways.Current))
                return ways.Current;
        }

        return null;
    }

    bool Fits(Node node, Rewrite way)
    {
        foreach (var (name, data) in way.Initializers)
            _values[name] = KnownValue.Of(data);
        foreach (var output in node.Outputs)
            _values.Remove(output);
        _values[_size.Name] = new(ElementType.Int64, [1], TensorData.Int64s(trial));
        try
        {
            foreach (var part in way.Nodes)
                ShapeInference.Follow(part, _values, _budget);
        }
        catch (ModelException mismatch) when (mismatch.Code == ModelErrorCode.ShapeMismatch)
        {
            return false;
        }

        return node.Outputs.All(output => output.Length == 0 || Scales(node, output));
    }

    bool Scales(Node node, string output)
    {
        var (old, now) = (original.Shape(output), _values.GetValueOrDefault(output)?.Shape ?? default);
        _prefixes.Remove(output);
        if (old.IsDefault || now.IsDefault)
            return old.IsDefault;
        if (old.SequenceEqual(now))
            return true;
        if (old.Length != now.Length || old.Zip(now).Count(pair => pair.First != pair.Second) != 1)
            return false;

        var axis = Enumerable.Range(0, old.Length).First(i => old[i] != now[i]);
        if (checked(old[axis] * trial) != checked(now[axis] * batch))
            return false;
        return Prefix(node, old, axis) is { } prefix && _prefixes.TryAdd(output, prefix);
    }

    long? Prefix(Node node, ImmutableArray<long> shape, int axis)
    {
        var before = TensorData.CountOf(shape[..axis]);
        var carriers = node.Inputs.Where(input => input.Length > 0).Select(input => (Input: input, At: Position(input)))
            .Where(carrier => carrier.At is not null).ToList();
        if (carriers.Count == 0)
            return before;
        if (OrderKeeping.Contains(node.Operator.Type))
        {
            var prefix = carriers[0].At!.Prefix;
            return prefix % before == 0 && before * shape[axis] % (prefix * batch) == 0 ? prefix : null;
        }

        var merged = carriers.Select(carrier => Merged(original.Shape(carrier.Input), carrier.At!)).Distinct().ToList();
        return merged.Count == 1 ? before * merged[0] : null;
    }

    // How many blocks along the batch's own axis hold the whole batch each.
    static long Merged(ImmutableArray<long> shape, BatchPosition at) =>
        at.Prefix / TensorData.CountOf(shape[..at.Axis]);

    Graph Assembled(Rewrite[] chosen)
    {
        var nodes = chosen.SelectMany(way => way.Nodes).ToList();
        var initializers = graph.Initializers.Concat(chosen.SelectMany(way => way.Initializers)).ToList();
        if (nodes.Any(node => node.Inputs.Contains(_size.Name)))
        {
            nodes.InsertRange(0, _size.Nodes);
            initializers.AddRange(_size.Initializers);
        }

        var read = nodes.SelectMany(node => node.Reads).Concat(graph.Outputs.Select(output => output.Name))
            .ToHashSet(StringComparer.Ordinal);
        return graph.With(nodes, initializers.Where(pair => read.Contains(pair.Key)));
    }
}
