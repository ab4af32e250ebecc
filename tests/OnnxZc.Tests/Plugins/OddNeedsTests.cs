using OnnxZc.Passes;
using OnnxZc.Plugins;
using OnnxZc.Tests.Bindings.Torch;
using OnnxZc.Tests.Cli;

namespace OnnxZc.Tests.Plugins;

[Collection(AloneCollection.Name)]
public sealed class OddNeedsTests
{
    static readonly Pass[] _passes =
    [
        Pass.Forward, Pass.Loss, Pass.EachSample, Pass.SynapticFlow, Pass.Loss with { Input = PassInput.EachSample },
    ];

    public static TheoryData<string> Captures => [.. typeof(Capture).Assembly.GetExportedTypes()
        .Where(type => type.IsAssignableTo(typeof(Capture)) && !type.IsAbstract)
        .Select(type => type.FullName!)];

    [Theory]
    [MemberData(nameof(Captures))]
    public void Score_AnyCaptureOfAnyPass_IsAScoreOrAReason(string capture)
    {
        var card = Score(
            [.. _passes.Select((pass, i) => new StandIn($"odd{i}") { Needs = [new(pass, Made(capture))] })]);
        Assert.All(card.Scores, score => Assert.True(score.Value is not null || score.Reason is not null));
        Assert.Equal(ScoreStatus.Ok, card.Scores[^1].Status);
    }

    [Theory]
    [InlineData("FeatureDistance", 1, "it compares two forward passes, and is asked of 1")]
    [InlineData("OutputSaliencies", 2, "it reads one backward pass, and is asked of 4")]
    [InlineData("GradientSpread", 2, "it compares 2 parts of a batch, and is asked of others")]
    public void Score_CaptureOfAPassThatDoesNotFit_IsNotApplicable(string capture, int pass, string reason)
    {
        var need = new PassNeed(_passes[pass], Made($"{typeof(Capture).Namespace}.Captures.{capture}"));
        var score = Score(new StandIn("odd") { Needs = [need] }).Scores[0];
        Assert.Equal((ScoreStatus.NotApplicable, reason), (score.Status, score.Reason));
    }

    static ScoreCard Score(params StandIn[] proxies) => new Scorer(new ScoreOptions
    {
        Proxies = [.. proxies.Select(proxy => proxy.Name), "params"],
        Known = ProxySet.BuiltIn.With(new("own", "1.0.0.0", "00", proxies)),
        BatchSize = 4,
    }).Score(RealSession.Model("resnet20-folded.onnx"));

    static Capture Made(string capture)
    {
        var constructor = typeof(Capture).Assembly.GetType(capture)!.GetConstructors().First();
        return (Capture)constructor.Invoke([.. constructor.GetParameters().Select(parameter =>
            parameter.HasDefaultValue ? parameter.DefaultValue
            : parameter.ParameterType == typeof(int) ? 2
            : Activator.CreateInstance(parameter.ParameterType))]);
    }
}
