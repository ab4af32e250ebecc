using System.Buffers;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;
using OnnxZc.Graphs;

namespace OnnxZc.Passes.Runtime;

/// <summary>
/// The large float tensors of a large model, read by ONNX Runtime where they lie instead of from a second, serialised
/// copy. Where passes run there, the weights of a model below 256 MiB are serialised: as constants they are fused and
/// laid out for the processor, which makes a forward pass some 20 % faster.
/// </summary>
/// <remarks>
/// They become inputs of the graph. The session option made for this (AddInitializer) replaces a tensor only after the
/// graph was optimised, so that whatever folds or fuses constants would see the placeholder's elements; what is no
/// constant it leaves alone. Nor is there a limit of 2 GB, which a serialised graph has.
/// </remarks>
sealed class RuntimeWeights : IDisposable
{
    /// <summary>The size of a model whose weights are worth reading in place.</summary>
    public const long MostCopied = 1L << 28;

    const int LeastBytes = 1 << 16;

    readonly List<MemoryHandle> _pins = [];

    /// <param name="graph">The graph as the file, and drawing, give it.</param>
    /// <param name="mostCopied">Bytes of large tensors below which all are left in the graph.</param>
    public RuntimeWeights(Graph graph, long mostCopied = MostCopied)
    {
        var outputs = graph.Outputs.Select(output => output.Name).ToHashSet(StringComparer.Ordinal);
        var large = graph.Initializers
            .Where(pair => pair.Value.IsFloat && pair.Value.Bytes.Length >= LeastBytes && !outputs.Contains(pair.Key))
            .OrderBy(pair => pair.Key, StringComparer.Ordinal)
            .ToArray();
        if (large.Sum(pair => (long)pair.Value.Bytes.Length) < mostCopied)
            large = [];
        Names = [.. large.Select(pair => pair.Key)];
        Values = [.. large.Select(pair => Value(pair.Value))];
        Graph = graph.With(
            initializers: graph.Initializers.ExceptBy(Names, pair => pair.Key),
            inputs: [.. graph.Inputs, .. large.Select(pair => Declared(pair.Key, pair.Value))]);
    }

    /// <summary>The graph with the tensors as inputs behind its own.</summary>
    public Graph Graph { get; }

    /// <summary>The tensors' names.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>The tensors, in the same order.</summary>
    public IReadOnlyList<OrtValue> Values { get; }

    public void Dispose()
    {
        foreach (var value in Values)
            value.Dispose();
        foreach (var pin in _pins)
            pin.Dispose();
        _pins.Clear();
    }

    static ValueInfo Declared(string name, TensorData data) =>
        new(name, data.Type, [.. data.Shape.Select(size => new Dimension(size))]);

    unsafe OrtValue Value(TensorData data)
    {
        var pin = data.Bytes.Pin();
        _pins.Add(pin);
        return OrtValue.CreateTensorValueWithData(
            OrtMemoryInfo.DefaultInstance,
            (TensorElementType)(int)data.Type,
            [.. data.Shape],
            (nint)pin.Pointer,
            data.Bytes.Length);
    }
}
