using OnnxZc.Graphs;
using OnnxZc.Graphs.Inference;
using OnnxZc.Networks;
using OnnxZc.Passes;
using OnnxZc.Passes.Autograd;
using OnnxZc.Passes.Captures;
using OnnxZc.Passes.Planning;
using TorchSharp;

namespace OnnxZc.Tests.Passes;

/// <summary>A batch in parts against the batch at once.</summary>
public sealed class PartwiseRunTests
{
    // Not a multiple of any number of parts.
    const int Samples = 5;

    static readonly Pass Running = Pass.Loss with { Normalisation = Normalisation.Running };
    static readonly Pass RunningSum = Running with { Objective = Objective.OutputSum };

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(5)]
    public void Run_InParts_GivesWhatTheWholeBatchGives(int parts)
    {
        using var scope = torch.NewDisposeScope();
        var model = Model();
        using var network = new Network(model.Graph, torch.CPU);
        using var engine = new TorchEngine(network, model);
        PassNeed[] needs =
        [
            .. Enum.GetValues<LayerSum>().Select(sum => new PassNeed(Running, new LayerSums(sum))),
            new(Running, new ParameterNorm()), new(Running, new OutputSaliencies()),
            new(RunningSum, new InputGradients()), new(RunningSum, new LayerSums(LayerSum.GradientNorm)),
            new(Running with { Objective = Objective.TrueClass }, new WeightGradients()),
        ];
        Assert.All(needs, need => Assert.True(PartwiseRun.Serves(model, need)));
        PlannedPass pass = new(Running with { Objective = Objective.None }, [.. needs], Engine.Torch, []);

        var (whole, inParts) = (engine.Run(pass), engine.Run(pass, parts));

        Assert.Empty(inParts.Errors);
        foreach (var need in needs)
            Assert.Equal(Numbers(whole.Kept[need]), Numbers(inParts.Kept[need]), Near);
    }

    [Fact]
    public void Serves_WhatDependsOnTheWholeBatch_IsRefused()
    {
        var model = Model();
        var sum = new LayerSums(LayerSum.Product);
        Assert.True(PartwiseRun.Serves(model, new(Running, sum)));
        Assert.False(PartwiseRun.Serves(model, new(Pass.Loss, sum)));
        var reductions = Running with { Normalisation = Normalisation.OffButReductions };
        Assert.False(PartwiseRun.Serves(model, new(reductions, sum)));
        Assert.False(PartwiseRun.Serves(model, new(Running, new LayerSums(LayerSum.Product, OfCurvature: true))));
        Assert.False(PartwiseRun.Serves(model, new(Running, new ScalingProduct())));
        Assert.False(PartwiseRun.Serves(model, new(Running with { Objective = Objective.EachSample }, sum)));
        Assert.False(PartwiseRun.Serves(model, new(Running with { Input = PassInput.Ones }, sum)));
        Assert.False(PartwiseRun.Serves(model with { Loss = Loss.MeanSquare }, new(Running, sum)));
        Assert.False(PartwiseRun.Serves(model with { BatchForm = OnnxZc.Graphs.BatchForm.Fixed }, new(Running, sum)));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Run_FreeBatchWhileMemoryIsScarce_IsCutUnlessItMixesItsSamples(bool isMixing)
    {
        using var scope = torch.NewDisposeScope();
        var model = SmallNetwork.Model(isMixing ? Mixing() : SmallNetwork.Graph());
        PassNeed need = new(Running, new LayerSums(LayerSum.GradientNorm));
        PlannedPass pass = new(Running with { Objective = Objective.None }, [need], Engine.Torch, []);
        var bytes = new PassEstimator(model, LayerList.Of(model.Graph)).Of(pass).Bytes;
        using var run = new PassRun(model, "cpu", threads: 1, memory: (long)bytes);

        Assert.Empty(run.Run(pass).Errors);
        Assert.Equal(isMixing, run.Parts is null);
    }

    [Fact]
    public void Score_PassBeyondTheMemoryAllowed_RunsInPartsAndSaysSo()
    {
        var file = Path.Combine(Checkout.Root, "models", "resnet18.onnx");
        var options = new ScoreOptions
        {
            Proxies = ["grad_norm", "snip", "plain", "fisher", "grasp"],
            BatchSize = 6,
            BatchNorm = BatchNormMode.Running,
        };
        var whole = new Scorer(options).Score(file);
        var inParts = new Scorer(options with { MaxMemory = 80L << 20 }).Score(file);

        Assert.Null(whole.Trust!.Parts);
        Assert.InRange(inParts.Trust!.Parts ?? 0, 2, 6);
        foreach (var (expected, actual) in whole.Scores.Zip(inParts.Scores).Take(4))
            Assert.Equal(1, actual.Value!.Value / expected.Value!.Value, 1e-4);

        // Its derivative is of the gradient by all samples.
        Assert.Equal(ScoreStatus.OutOfMemory, inParts.Scores[4].Status);
    }

    // Every sample less the batch's mean.
    static Graph Mixing()
    {
        var build = new GraphBuilder(17);
        var x = build.Input("images", ElementType.Float32, null, 3, 8, 8);
        x = build.Node("Sub", [x, build.Node("ReduceMean", [x], [("axes", new long[] { 0 })])]);
        var weight = build.Initializer("weight", SmallNetwork.Draw("weight", 0.1, 192, SmallNetwork.Classes));
        return build.Build(build.Node("MatMul", [build.Node("Flatten", [x]), weight], default, "logits"));
    }

    static RunModel Model()
    {
        var graph = SmallNetwork.Graph();
        var batch = SampleRange.Of(graph, SmallNetwork.Batch(), 0, Samples);
        batch = batch with { Labels = batch.Labels![..Samples] };
        return SmallNetwork.Model(graph) with
        {
            Batch = batch,
            Shapes = ShapeInference.Infer(graph, batch.Inputs.ToDictionary(pair => pair.Key, pair => pair.Value.Shape)),
        };
    }

    static double[] Numbers(object result) => result switch
    {
        double number => [number],
        torch.Tensor tensor => [.. tensor.to_type(torch.float64).data<double>().ToArray()],
        IEnumerable<LayerValue> values => [.. values.Select(value => value.Value)],
        IEnumerable<OutputSaliency> values => [.. values.SelectMany(value => Numbers(value.Value))],
        IEnumerable<WeightGradient> values => [.. values.SelectMany(value => Numbers(value.Gradient))],
        _ => throw new ArgumentException($"{result}"),
    };

    static bool Near(double expected, double actual) =>
        Math.Abs(expected - actual) <= 1e-5 + (1e-4 * Math.Abs(expected));
}
