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
        StandIn[] proxies =
            [.. _passes.Select((pass, i) => new StandIn($"odd{i}") { Needs = [new(pass, Made(capture))] })];
        var options = new ScoreOptions
        {
            Proxies = [.. proxies.Select(proxy => proxy.Name), "params"],
            Known = ProxySet.BuiltIn.With(new("own", "1.0.0.0", "00", proxies)),
            BatchSize = 4,
        };
        var card = new Scorer(options).Score(RealSession.Model("resnet20-folded.onnx"));
        Assert.All(card.Scores, score => Assert.True(score.Value is not null || score.Reason is not null));
        Assert.Equal(ScoreStatus.Ok, card.Scores[^1].Status);
    }

    static Capture Made(string capture)
    {
        var constructor = typeof(Capture).Assembly.GetType(capture)!.GetConstructors().First();
        return (Capture)constructor.Invoke([.. constructor.GetParameters().Select(parameter =>
            parameter.HasDefaultValue ? parameter.DefaultValue
            : parameter.ParameterType == typeof(int) ? 2
            : Activator.CreateInstance(parameter.ParameterType))]);
    }
}
