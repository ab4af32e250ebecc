using OnnxZc.Data;
using OnnxZc.Graphs;

namespace OnnxZc.Tests.Data;

/// <summary>What models ask of batch sources.</summary>
static class Requests
{
    public static BatchRequest For(params ValueInfo[] inputs) => new(inputs, null, 0, new Dictionary<string, long>());

    public static ValueInfo Input(string name, params long?[] shape) => Input(name, ElementType.Float32, shape);

    public static ValueInfo Input(string name, ElementType type, params long?[] shape) =>
        new(name, type, [.. shape.Select((size, axis) => new Dimension(size, size is null ? $"d{axis}" : null))]);
}
