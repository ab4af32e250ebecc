using System.Collections.Immutable;
using BenchmarkDotNet.Attributes;
using OnnxZc.Graphs;
using OnnxZc.Graphs.Counting;
using OnnxZc.Graphs.Inference;
using OnnxZc.Graphs.Rewriting;
using OnnxZc.Search;

namespace OnnxZc.Bench.Micro;

/// <summary>What the largest network of NAS-Bench-201 costs before anything is executed.</summary>
public class SpaceBenchmarks
{
    static readonly SpaceModel _model = SpaceSelection.Find(
        "nb201:|nor_conv_3x3~0|+|nor_conv_3x3~0|nor_conv_3x3~1|+|nor_conv_3x3~0|nor_conv_3x3~1|nor_conv_3x3~2|")!;

    static readonly Graph _graph = _model.Build();

    [Benchmark]
    public object Build() => _model.Build();

    [Benchmark]
    public object Hash() => GraphHash.Of(_graph);

    [Benchmark]
    public object Write() => OnnxWriter.Write(_graph);

    [Benchmark]
    public object Count()
    {
        var folded = ConstantFolder.Fold(_graph);
        var shapes = new Dictionary<string, ImmutableArray<long>> { ["input"] = [1, 3, 32, 32] };
        return MacCounter.Count(folded, ShapeInference.Infer(folded, shapes));
    }
}
