using OnnxZc.Data;
using OnnxZc.Graphs;
using OnnxZc.Graphs.Inference;
using OnnxZc.Graphs.Rewriting;
using OnnxZc.Networks;
using OnnxZc.Passes;
using OnnxZc.Passes.Autograd;
using TorchSharp;
using Tensor = TorchSharp.torch.Tensor;

namespace OnnxZc.Tests.Passes.Captures;

/// <summary>
/// One capture of one pass over a small graph in double precision, and what autograd says of the same graph.
/// </summary>
/// <param name="graph">A graph with one input, <c>x</c>.</param>
/// <param name="input">Its value.</param>
/// <param name="labels">Classes, or null.</param>
sealed class CaptureRun(Graph graph, TensorData input, long[]? labels = null)
{
    readonly Graph _graph = FloatTypes.To(graph, ElementType.Float64);
    readonly TensorData _input = FloatTypes.Convert(input, ElementType.Float64);

    public IReadOnlyList<string>? Features { get; init; }

    public Batch Batch => new(new Dictionary<string, TensorData> { ["x"] = _input }, labels);

    public int Samples => (int)_input.Shape[0];

    /// <summary>What the capture leaves; it lives in the caller's dispose scope.</summary>
    public T Of<T>(Pass pass, Capture<T> capture)
        where T : notnull
    {
        using var network = new Network(_graph, torch.CPU);
        using var engine = new TorchEngine(network, Model);
        PassNeed need = new(pass, capture);
        var outcome = engine.Run(new(pass with { Objective = Objective.None }, [need], Engine.Torch, []));
        return outcome.Errors.GetValueOrDefault(need) is { } error ? throw error : (T)outcome.Kept[need];
    }

    /// <summary>The same graph on one part of the batch.</summary>
    public CaptureRun Part(int start, int count)
    {
        var row = _input.Bytes.Length / Samples;
        return new(
            _graph,
            new(ElementType.Float64, [count, .. _input.Shape.Skip(1)], _input.Bytes.Slice(start * row, count * row)),
            labels?[start..(start + count)]);
    }

    /// <summary>
    /// Row by row the gradients of <paramref name="objective"/> by the initializers of these names, for each sample.
    /// </summary>
    public Tensor Rows(string[] names, Func<Tensor, int, Tensor> objective, Normalisation normalisation)
    {
        using var network = new Network(_graph, torch.CPU);
        var logits = network.Run(
            new Walk(Model.Shapes, normalisation),
            new Dictionary<string, Tensor> { ["x"] = TensorConversion.ToTensor(_input, torch.CPU) })["logits"];
        Tensor[] weights = [.. names.Select(network.State)];
        return torch.stack([.. Enumerable.Range(0, Samples).Select(sample => torch.cat(
            [.. torch.autograd.grad([objective(logits, sample)], weights, retain_graph: true)
                .Select(gradient => gradient.flatten())]))]);
    }

    RunModel Model
    {
        get
        {
            var shapes = ShapeInference.Infer(
                _graph, Batch.Inputs.ToDictionary(pair => pair.Key, pair => pair.Value.Shape));
            return new(_graph, _graph, BatchForm.Dynamic, shapes, Batch, Seed: 0) { Features = Features };
        }
    }

    public static double[] Values(Tensor tensor) =>
        tensor.detach().to_type(torch.float64).contiguous().data<double>().ToArray();

    public static void AssertNear(Tensor expected, Tensor actual, double tolerance)
    {
        Assert.Equal(expected.shape, actual.shape);
        var scale = Math.Max(expected.abs().max().ToDouble(), double.Epsilon);
        Assert.InRange((expected - actual).abs().max().ToDouble() / scale, 0, tolerance);
    }
}
