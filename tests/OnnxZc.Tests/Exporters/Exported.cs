using OnnxZc.Graphs;
using OnnxZc.Graphs.Counting;
using OnnxZc.Graphs.Inference;
using OnnxZc.Graphs.Rewriting;
using OnnxZc.Networks;
using OnnxZc.Numerics;
using OnnxZc.Passes;
using OnnxZc.Passes.Agreement;
using OnnxZc.Tests.Graphs;
using TorchSharp;

namespace OnnxZc.Tests.Exporters;

/// <summary>What the product makes of a model as some exporter writes it.</summary>
static class Exported
{
    static readonly ScoreOptions Options = new()
    {
        Proxies = ["params", "flops", "grad_norm", "snip", "nwot_relu"],
        BatchSize = 3,
        Threads = 1,
    };

    /// <summary>The card of a model that was written to a file and read again.</summary>
    public static ScoreCard Score(Graph model, Precision precision = default) =>
        Score(OnnxWriter.Write(model), precision);

    public static ScoreCard Score(byte[] file, Precision precision = default, InitScheme init = default)
    {
        using var folder = new TempFolder();
        return new Scorer(Options with { Precision = precision, Init = init }).Score(folder.Write("model.onnx", file));
    }

    /// <summary>The value of a proxy, which the card must have.</summary>
    public static double Value(this ScoreCard card, string proxy)
    {
        var score = card.Scores.Single(score => score.Proxy == proxy);
        Assert.True(score.Status == ScoreStatus.Ok, $"{proxy}: {score.Reason}; {card.Error?.Message}");
        return score.Value!.Value;
    }

    /// <summary>The parameters whose gradient of the sum of all outputs is missing, zero or not finite.</summary>
    public static string[] WithoutGradient(byte[] file)
    {
        using var folder = new TempFolder();
        var read = OnnxReader.Read(folder.Write("model.onnx", file)).Graph;
        var model = PreparedModel.Of(read, Options, needsBatch: true);
        using var scope = torch.NewDisposeScope();
        using var network = new Network(model.Graph, torch.CPU);
        var outputs = ParityCheck.Infer(network, model.Batch!);
        var objective = outputs[model.Graph.Outputs[0].Name].sin().sum();
        var names = ParameterInitializers.Of(model.Graph);
        Assert.NotEmpty(names);
        var gradients = torch.autograd.grad([objective], [.. names.Select(network.State)], allow_unused: true);
        return [.. names.Zip(gradients).Where(pair => !IsUseful(pair.Second)).Select(pair => pair.First)];
    }

    public static string[] WithoutGradient(Graph model) => WithoutGradient(OnnxWriter.Write(model));

    public static TensorData Draw(string name, double deviation, params long[] shape)
    {
        var values = new float[TensorData.CountOf(shape)];
        new RandomStream($"exported:{name}").FillNormal(values, 0, deviation);
        return TensorData.Of<float>(values, shape);
    }

    /// <summary>The same numbers in another floating-point type.</summary>
    public static TensorData As(this TensorData data, ElementType type) =>
        Elements.Of(new TensorShape(type, data.Shape), data.ToDoubles());

    static bool IsUseful(torch.Tensor gradient) => !gradient.IsInvalid
        && gradient.isfinite().all().ToBoolean()
        && gradient.abs().sum().to_type(torch.float64).ToDouble() > 0;
}
