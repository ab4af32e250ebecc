namespace OnnxZc.Cli.Cells;

/// <summary>The examples that the help of <c>onnxzc cells</c> begins with.</summary>
static class CellsExamples
{
    /// <summary>Those of each command, by its path.</summary>
    public static IReadOnlyDictionary<string, string> All { get; } = new Dictionary<string, string>
    {
        ["cells"] = """
            Examples:
              onnxzc cells list
              onnxzc cells export nb201 --index 4421 -o nb201-4421.onnx
              onnxzc score nb201:4421                                 the same network, without a file
              onnxzc rank 'nb201:sample(200,seed=0)' --truth nb201:cifar10/test --benchmark-dir tables/

            """,
        ["cells list"] = """
            Examples:
              onnxzc cells list
              onnxzc cells list --format json | jq -r '.spaces[].name'

            """,
        ["cells export"] = """
            Examples:
              onnxzc cells export nb201 --arch '(4, 3, 3, 0, 0, 0)' -o a.onnx
              onnxzc cells export nb201 --sample 50 --seed 0 --form zero-cost-nas -o cells/
              onnxzc cells export nb201 --all -o nb201/               run again, it goes on where it was stopped
              onnxzc cells export nb201 --index 0 --weights --init kaiming --seed 1 -o weights.onnx

            """,
    };
}
