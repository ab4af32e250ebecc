using Onnx;

namespace OnnxZc.Graphs.Files;

/// <summary>
/// How many nodes local functions have once they are inlined, so that what doubles with every call is refused before it
/// is built.
/// </summary>
/// <param name="functions">The model's functions.</param>
/// <param name="limits">Beyond these nothing is counted.</param>
sealed class OnnxFunctionSizes(OnnxFunctions functions, ReadLimits limits)
{
    readonly Dictionary<FunctionProto, long> _known = new(ReferenceEqualityComparer.Instance);

    /// <summary>At least this many nodes; more where functions call each other too deep, or in a ring.</summary>
    public long Of(FunctionProto function) => Of(function, limits.MaxNesting);

    long Of(FunctionProto function, int depth)
    {
        if (_known.TryGetValue(function, out var known))
            return known;
        if (depth == 0)
            return 0;
        _known[function] = 0;
        return _known[function] = Of(function.Node, depth);
    }

    long Of(IEnumerable<NodeProto> nodes, int depth)
    {
        var count = 0L;
        foreach (var node in nodes)
        {
            count += 1 + (functions.Find(node) is { } called ? Of(called, depth - 1) : 0);
            count += node.Attribute.Sum(attribute => attribute.G is { } body ? Of(body.Node, depth) : 0);
            if (count > limits.MaxNodes)
                return count;
        }

        return count;
    }
}
