using OnnxZc.Graphs;
using OnnxZc.Graphs.Counting;
using OnnxZc.Graphs.Rewriting;

namespace OnnxZc.Networks.Weights;

/// <summary>
/// Finds out what the float initializers of a graph are: by the nodes that read them, through whatever only moves,
/// masks or converts them. What has no role (masks, bounds, states, small settings) is no learned tensor, and neither
/// initialisation nor the weightless form may touch it.
/// </summary>
sealed class TensorRoles
{
    // Up to here an elementwise operand may be a setting, such as an image's mean per channel.
    const int MostSettings = 64;

    // A mask has few different elements, a learned tensor many.
    const int MostDistinct = 16;

    readonly WholeGraph _whole;
    readonly HashSet<string> _constant;
    readonly ILookup<string, Node> _readers;
    readonly Dictionary<string, TensorRole> _roles = new(StringComparer.Ordinal);

    TensorRoles(Graph graph)
    {
        _whole = new(graph);
        _constant = ConstantValues.Of(graph);
        _readers = graph.Nodes
            .SelectMany(node => node.Reads.Select(input => (input, node)))
            .ToLookup(pair => pair.input, pair => pair.node, StringComparer.Ordinal);
    }

    /// <summary>The roles by initializer.</summary>
    /// <param name="graph">A folded graph.</param>
    public static IReadOnlyDictionary<string, TensorRole> Of(Graph graph)
    {
        var roles = new TensorRoles(graph);
        foreach (var node in graph.Nodes)
            roles.AddOfNode(node);
        foreach (var node in graph.Nodes)
            roles.AddOfArithmetic(node);
        return roles._roles;
    }

    void AddOfNode(Node node)
    {
        switch (node.Operator)
        {
            case { Domain: "", Type: "Conv" or "ConvTranspose" } or { Domain: "com.microsoft", Type: "FusedConv" }:
                Convolution(node.Input(1), node.Input(2));
                break;
            case { Domain: "", Type: "DeformConv" }:
                Convolution(node.Input(1), node.Input(3));
                break;
            case { Domain: "", Type: "Gemm" or "MatMul" } or { Domain: "com.microsoft", Type: "FusedMatMul" }:
            case { Domain: "com.microsoft", Type: "FusedGemm" }:
                Linear(node);
                break;
            case { Domain: "com.microsoft", Type: "Attention" }:
                Matrix(node.Input(1), isOutIn: false, node.Input(2));
                break;
            case { Domain: "", Type: "LSTM" or "GRU" or "RNN" }:
                Recurrent(node);
                break;
            default:
                foreach (var (input, kind) in RoleTable.Of(node.Operator.Domain, node.Operator.Type))
                    Add(node.Input(input), new(Updated(node, input, kind)));
                break;
        }
    }

    // ONNX Runtime may merge equal generated tensors, and training form writes new statistics over them.
    static RoleKind Updated(Node node, int input, RoleKind kind) =>
        node.Operator.Type != "BatchNormalization" || input < 3 || !BatchNormTraining.Is(node) ? kind
        : input == 3 ? RoleKind.UpdatedMean : RoleKind.UpdatedVariance;

    void Convolution(string? weight, string? bias)
    {
        if (Source(weight) is not var (name, data, _) || data.Shape is not [var first, _, ..])
            return;
        var receptive = data.Shape.Skip(2).Aggregate(1L, (product, size) => product * size);
        var role = new TensorRole(RoleKind.Convolution, Math.Max(1, data.Shape[1] * receptive), first * receptive);
        _roles.TryAdd(name, role);
        Add(bias, new(RoleKind.Bias, role.FanIn));
    }

    void Linear(Node node)
    {
        var isRight = node.Input(1) is { } right && _constant.Contains(right);
        var isSwapped = node.Attributes["transB"] as long? is > 0;
        if (isRight)
            Matrix(node.Input(1), isSwapped, BiasOf(node));
        else if (node.Input(0) is { } left && _constant.Contains(left))
            Matrix(left, node.Attributes["transA"] as long? is not > 0, BiasOf(node));
    }

    void Matrix(string? weight, bool isOutIn, string? bias)
    {
        if (Source(weight) is not var (name, data, isTransposed) || data.Shape.Length < 2)
            return;
        var (rows, columns) = (data.Shape[^2], data.Shape[^1]);
        var (input, output) = isOutIn ^ isTransposed ? (columns, rows) : (rows, columns);
        _roles.TryAdd(name, new(RoleKind.Linear, Math.Max(1, input), output));
        Add(bias, new(RoleKind.Bias, Math.Max(1, input)));
    }

    string? BiasOf(Node node)
    {
        if (node.Operator.Type.EndsWith("Gemm", StringComparison.Ordinal))
            return node.Input(2);
        return _readers[node.Outputs[0]].ToArray() is [{ Operator: { Domain: "", Type: "Add" } } sum]
            ? sum.Inputs.FirstOrDefault(input =>
                input != node.Outputs[0] && _whole.Data(input)?.Shape.Length == 1)
            : null;
    }

    void Recurrent(Node node)
    {
        var role = new TensorRole(
            RoleKind.Recurrent, Math.Max(1, node.Attributes["hidden_size"] as long? ?? 1));
        foreach (var input in new[] { 1, 2, 3, 7 })
            Add(node.Input(input), role);
    }

    void AddOfArithmetic(Node node)
    {
        (RoleKind Vector, RoleKind Other)? kinds = node.Operator switch
        {
            { Domain: "", Type: "Mul" or "Div" } => (RoleKind.One, RoleKind.Table),
            { Domain: "", Type: "Add" or "Sub" } => (RoleKind.Zero, RoleKind.Table),
            { Domain: "", Type: "Concat" or "Einsum" } => (RoleKind.Table, RoleKind.Table),
            _ => null,
        };
        foreach (var input in kinds is null ? [] : node.Inputs.Where(_constant.Contains))
        {
            if (Source(input) is var (name, data, _) && !_roles.ContainsKey(name) && IsLearned(data))
                _roles.Add(name, new(IsVector(data) ? kinds!.Value.Vector : kinds!.Value.Other));
        }
    }

    static bool IsVector(TensorData data) => data.Shape.Count(size => size > 1) <= 1;

    static bool IsLearned(TensorData data)
    {
        if (data.Count <= MostSettings)
            return false;
        var size = TensorData.SizeOf(data.Type);
        var bytes = data.Bytes.Span;
        var distinct = new HashSet<UInt128>();
        for (var i = 0; i < bytes.Length && distinct.Count <= MostDistinct; i += size)
        {
            var element = UInt128.Zero;
            foreach (var part in bytes.Slice(i, size))
                element = (element << 8) | part;
            distinct.Add(element);
        }

        return distinct.Count > MostDistinct;
    }

    void Add(string? value, TensorRole role)
    {
        if (Source(value) is var (name, data, _) && (role.Kind != RoleKind.Embedding || IsLearned(data)))
            _roles.TryAdd(name, role);
    }

    /// <summary>The float initializer that a constant value is computed from; of several the largest.</summary>
    WeightSource? Source(string? value) =>
        value is not null && _constant.Contains(value)
        && WeightSource.Computed(_whole, value) is { Data.IsFloat: true } source ? source : null;
}
