using System.Collections.Immutable;
using BenchmarkDotNet.Attributes;
using OnnxZc.Graphs;
using OnnxZc.Graphs.Counting;
using OnnxZc.Graphs.Inference;
using OnnxZc.Graphs.Rewriting;

namespace OnnxZc.Bench.Micro;

/// <summary>What params and flops of ResNet-18 cost, step by step.</summary>
public class GraphBenchmarks
{
    static readonly Dictionary<string, ImmutableArray<long>> Images = new() { ["input"] = [1, 3, 224, 224] };

    readonly string _path = Path.Combine(Checkout.Root(), "models", "resnet18.onnx");
    readonly Graph _graph;
    readonly Graph _folded;
    readonly Shapes _shapes;

    public GraphBenchmarks()
    {
        _graph = OnnxReader.Read(_path).Graph;
        _folded = ConstantFolder.Fold(_graph);
        _shapes = ShapeInference.Infer(_folded, Images);
    }

    [Benchmark]
    public object Read() => OnnxReader.Read(_path);

    [Benchmark]
    public object Fold() => ConstantFolder.Fold(_graph);

    [Benchmark]
    public object InferShapes() => ShapeInference.Infer(_folded, Images);

    [Benchmark]
    public object Count() => MacCounter.Count(_folded, _shapes);
}
