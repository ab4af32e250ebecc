using OnnxZc.Graphs.Rewriting;

namespace OnnxZc.Graphs.Counting;

/// <summary>
/// Which initializers of a folded graph are parameters: all floating-point ones but running statistics of
/// BatchNormalization (and the scale and bias of a <see cref="FixedBatchNorm"/>), settings (bounds, scales, ratios,
/// quantisation steps, regions, positions), initial states, and single numbers that enter elementwise arithmetic. One
/// that several nodes read is one parameter; nodes of subgraphs count like others, but what a loop starts from is an
/// initial state.
/// </summary>
static class ParameterInitializers
{
    static readonly Dictionary<string, int[]> Settings = new(StringComparer.Ordinal)
    {
        ["BatchNormalization"] = [3, 4],
        ["CastLike"] = [1],
        ["Clip"] = [1, 2],
        ["ConstantOfShape"] = [0],
        ["DequantizeLinear"] = [1, 2],
        ["Dropout"] = [1, 2],
        ["EyeLike"] = [0],
        ["GRU"] = [4, 5],
        ["GridSample"] = [1],
        ["LSTM"] = [4, 5, 6],
        ["MaxRoiPool"] = [1],
        ["OneHot"] = [1, 2],
        ["Pad"] = [1, 2],
        ["QuantizeLinear"] = [1, 2],
        ["RNN"] = [4, 5],
        ["Range"] = [0, 1, 2],
        ["Resize"] = [1, 2, 3],
        ["RoiAlign"] = [1],
        ["STFT"] = [1, 2, 3],
        ["Shape"] = [0],
        ["Size"] = [0],
        ["Upsample"] = [1],
    };

    static readonly HashSet<string> Arithmetic = new(StringComparer.Ordinal)
    {
        "Abs", "Add", "Cast", "Ceil", "Concat", "Div", "Equal", "Exp", "Expand", "Floor", "Gather", "Greater",
        "GreaterOrEqual", "Identity", "Less", "LessOrEqual", "Log", "Max", "Mean", "Min", "Mod", "Mul", "Neg", "Pow",
        "Reciprocal", "Reshape", "Round", "Sqrt", "Squeeze", "Sub", "Sum", "Tile", "Unsqueeze", "Where",
    };

    /// <summary>The parameters' names, in ordinal order.</summary>
    /// <param name="graph">A folded graph.</param>
    public static IReadOnlyList<string> Of(Graph graph) => Of(new WholeGraph(graph), ConstantValues.Of(graph));

    /// <summary>As the other overload.</summary>
    /// <param name="graph">The same graph with its subgraphs.</param>
    /// <param name="constant">The values that do not depend on its inputs.</param>
    public static IReadOnlyList<string> Of(WholeGraph graph, HashSet<string> constant)
    {
        var biases = LinearBiases.Of(graph, constant).Values.ToHashSet(StringComparer.Ordinal);
        var reachesMore = graph.Outputs.ToHashSet(StringComparer.Ordinal);
        var found = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var node in graph.Nodes.Reverse())
        {
            // What only computes a setting, such as a scale for Resize, is no parameter either.
            var isSettingOnly = !node.Outputs.Any(reachesMore.Contains);
            for (var i = 0; i < node.Inputs.Length; i++)
            {
                if (isSettingOnly || IsSetting(node, i))
                    continue;
                var name = graph.Source(node.Inputs[i]);
                reachesMore.Add(node.Inputs[i]);
                reachesMore.Add(name);
                var isParameter = graph.Data(name) is { IsFloat: true } data && node.Attributes.Bodies.Length == 0
                    && (!IsSingleNumber(node, data) || biases.Contains(name));
                if (isParameter)
                    found.Add(name);
            }
        }

        return [.. found];
    }

    static bool IsSetting(Node reader, int position) => reader.Operator.Domain.Length == 0
        && Settings.TryGetValue(reader.Operator.Type, out var settings)
        && (settings.Contains(position) || (position > 0 && FixedBatchNorm.Is(reader)));

    static bool IsSingleNumber(Node reader, TensorData data) =>
        data.Count == 1 && reader.Operator.Domain.Length == 0 && Arithmetic.Contains(reader.Operator.Type);
}
