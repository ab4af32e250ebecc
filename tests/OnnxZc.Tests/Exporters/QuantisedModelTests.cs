namespace OnnxZc.Tests.Exporters;

/// <summary>Quantised models in the forms that ONNX Runtime's quantiser and Olive write.</summary>
public sealed class QuantisedModelTests
{
    const double Parameters = 137;

    // One step of 255 of the output's range.
    const double OneStep = 1.0 / 255;

    [Fact]
    public void Score_QuantiseDequantiseForm_CountsAndDifferentiatesFloatWeights()
    {
        var model = QuantisedModels.QuantiseDequantise(perChannel: true);
        var card = Exported.Score(model);
        Assert.Equal(Parameters, card.Value("params"));
        Assert.InRange(card.Trust!.Parity!.MaxRel, 0, OneStep);
        Assert.True(card.Value("snip") > 0);
        Assert.Empty(Exported.WithoutGradient(model));
    }

    [Fact]
    public void Score_QuantiseDequantiseForm_IsCloseToTheFloatModel()
    {
        var card = Exported.Score(QuantisedModels.QuantiseDequantise(perChannel: true));
        var original = Exported.Score(QuantisedModels.Float());
        foreach (var proxy in new[] { "grad_norm", "snip" })
            Assert.Equal(original.Value(proxy), card.Value(proxy), 0.1 * original.Value(proxy));
        Assert.Equal(original.Value("flops"), card.Value("flops"));
    }

    [Fact]
    public void Score_OperatorForm_HasTheNumbersOfTheQuantiseDequantiseForm()
    {
        var model = QuantisedModels.Operators();
        var card = Exported.Score(model);
        Assert.Equal(Parameters, card.Value("params"));
        Assert.InRange(card.Trust!.Parity!.MaxRel, 0, 2 * OneStep);
        Assert.Empty(Exported.WithoutGradient(model));
    }

    [Fact]
    public void Score_DynamicallyQuantisedPerceptron_CountsItsWeights()
    {
        var model = QuantisedModels.Dynamic();
        var card = Exported.Score(model);
        Assert.Equal((6 * 8) + 8 + (8 * 5) + 5, card.Value("params"));
        Assert.InRange(card.Trust!.Parity!.MaxRel, 0, OneStep);
        Assert.True(card.Value("snip") > 0);
        Assert.Empty(Exported.WithoutGradient(model));
    }
}
