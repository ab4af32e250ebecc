namespace OnnxZc.Graphs;

/// <summary>Since-versions of the operators that built graphs use, oldest first.</summary>
static class KnownVersions
{
    static readonly Dictionary<string, int[]> Table = new(StringComparer.Ordinal)
    {
        ["Add"] = [1, 6, 7, 13, 14],
        ["AveragePool"] = [1, 7, 10, 11, 19, 22],
        ["BatchNormalization"] = [1, 6, 7, 9, 14, 15],
        ["Cast"] = [1, 6, 9, 13, 19, 21, 23, 24, 25],
        ["Clip"] = [1, 6, 11, 12, 13],
        ["Concat"] = [1, 4, 11, 13],
        ["Constant"] = [1, 9, 11, 12, 13, 19, 21, 23, 24, 25],
        ["ConstantOfShape"] = [9, 20, 21, 23, 24, 25],
        ["Conv"] = [1, 11, 22],
        ["Div"] = [1, 6, 7, 13, 14],
        ["Dropout"] = [1, 6, 7, 10, 12, 13, 22],
        ["Erf"] = [9, 13],
        ["Expand"] = [8, 13],
        ["Flatten"] = [1, 9, 11, 13, 21, 23, 24, 25],
        ["Gather"] = [1, 11, 13],
        ["Gelu"] = [20],
        ["Gemm"] = [1, 6, 7, 9, 11, 13],
        ["GlobalAveragePool"] = [1, 22],
        ["HardSigmoid"] = [1, 6, 22],
        ["Identity"] = [1, 13, 14, 16, 19, 21, 23, 24, 25],
        ["LayerNormalization"] = [17],
        ["MatMul"] = [1, 9, 13],
        ["MaxPool"] = [1, 8, 10, 11, 12, 22],
        ["Mul"] = [1, 6, 7, 13, 14],
        ["Pad"] = [1, 2, 11, 13, 18, 19, 21, 23, 24, 25],
        ["RandomNormal"] = [1, 22],
        ["RandomUniform"] = [1, 22],
        ["ReduceMean"] = [1, 11, 13, 18],
        ["Relu"] = [1, 6, 13, 14],
        ["Reshape"] = [1, 5, 13, 14, 19, 21, 23, 24, 25],
        ["Shape"] = [1, 13, 15, 19, 21, 23, 24, 25],
        ["Sigmoid"] = [1, 6, 13],
        ["Slice"] = [1, 10, 11, 13],
        ["Softmax"] = [1, 11, 13],
        ["Split"] = [1, 2, 11, 13, 18],
        ["Squeeze"] = [1, 11, 13, 21, 23, 24, 25],
        ["Sub"] = [1, 6, 7, 13, 14],
        ["Tanh"] = [1, 6, 13],
        ["Transpose"] = [1, 13, 21, 23, 24, 25],
        ["Unsqueeze"] = [1, 11, 13, 21, 23, 24, 25],
    };

    /// <summary>The opset in which the definition valid at <paramref name="opset"/> appeared; 1 outside the default domain.</summary>
    /// <exception cref="ArgumentException">The operator is not listed, or is newer than the opset.</exception>
    public static int Resolve(string domain, string type, int opset) =>
        domain.Length > 0 ? 1
        : Table.TryGetValue(type, out var versions) && versions.LastOrDefault(version => version <= opset) is > 0 and var found
            ? found
            : throw new ArgumentException($"no operator {type} at opset {opset}", nameof(type));
}
