using Google.Protobuf;
using OnnxZc.Graphs;
using OnnxZc.Networks;
using OnnxZc.Passes.Autograd;
using OnnxZc.Passes;
using OnnxZc.Tests.Graphs;
using TorchSharp;

namespace OnnxZc.Tests.Exporters;

/// <summary>What OnnxZc makes of a model file, and what every importable one must be.</summary>
static class Imported
{
    const double Tolerance = 1e-4;

    /// <summary>
    /// Scores the model through the public API and checks it: every proxy has a value or is not applicable, parity with
    /// ONNX Runtime, the number of parameters, and finite gradients for every parameter but those named.
    /// </summary>
    public static ScoreCard AssertScored(
        ExportedModel model, long parameters, ScoreOptions? options = null, params string[] withoutGradient)
    {
        using var folder = new TempFolder();
        var path = folder.Write("model.onnx", model.Proto.ToByteArray());
        options ??= new() { Proxies = [] };
        options = options with
        {
            Proxies = ["params", "flops", "grad_norm", "snip", "fisher", "nwot"],
            BatchSize = options.BatchSize ?? 4,
        };
        var card = new Scorer(options).Score(path);
        Assert.True(card.Status == CardStatus.Ok, card.Error?.Message ?? string.Join("; ", card.Scores));
        Assert.Equal(parameters, card.Scores[0].Value);
        Assert.True(card.Scores.Single(score => score.Proxy == "grad_norm").Value > 0);
        Assert.InRange(card.Trust!.Parity!.MaxRel, 0, Tolerance);
        AssertGradients(OnnxReader.Read(path).Graph, options, withoutGradient);
        return card;
    }

    static void AssertGradients(Graph file, ScoreOptions options, string[] without)
    {
        var model = PreparedModel.Of(file, options, needsBatch: true).ForEngines();
        using var scope = torch.NewDisposeScope();
        using var network = new Network(model.Graph, torch.CPU);
        var inputs = model.Batch.Inputs.ToDictionary(
            pair => pair.Key, pair => TensorConversion.ToTensor(pair.Value, torch.CPU));
        var walk = new Walk(model.Shapes, Normalisation.Running) { Keep = new HashSet<string> { model.Output.Value } };
        var value = network.Run(walk, inputs)[model.Output.Value];
        var objective = ObjectiveValue.Of(Objective.Loss, model.Output, value, model.Batch, model.Seed);
        var parameters = network.named_parameters().ToArray();
        var gradients = torch.autograd.grad(
            [objective], [.. parameters.Select(named => named.parameter)], allow_unused: true);
        var missing = parameters.Zip(gradients).Where(pair => pair.Second.IsInvalid).Select(pair => pair.First.name);
        Assert.Equal(without.Order(), missing.Order());
        Assert.All(gradients.Where(gradient => !gradient.IsInvalid), gradient =>
            Assert.True(gradient.isfinite().all().ToBoolean()));
    }
}
