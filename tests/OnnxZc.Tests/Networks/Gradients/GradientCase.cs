namespace OnnxZc.Tests.Networks.Gradients;

/// <summary>An operator whose derivatives are compared with differences.</summary>
/// <param name="Operator">The operator; its random inputs are moved.</param>
/// <param name="Moved">The constant inputs that are moved too.</param>
sealed record GradientCase(OperatorCase Operator, params int[] Moved)
{
    /// <summary>The newest opset that there is.</summary>
    public const int Opset = 26;

    public static GradientCase Of(string type, object[] inputs, params (string, object)[] attributes) =>
        new(OperatorCase.Of(type, Opset, inputs, attributes));

    public GradientCase Moving(params int[] constants) => this with { Moved = constants };

    public GradientCase WithOutputs(int count) => this with { Operator = Operator with { Outputs = count } };

    /// <summary>Fails where a derivative of first or second order differs.</summary>
    public void Holds() => GradientCheck.Holds(Operator, Moved);

    /// <summary>The names by which a theory finds its cases.</summary>
    public static TheoryData<string> Names(IEnumerable<GradientCase> cases) =>
        [.. cases.Select(item => item.ToString()).Distinct()];

    public static GradientCase Find(IEnumerable<GradientCase> cases, string name) =>
        cases.First(item => item.ToString() == name);

    public override string ToString() => Operator.ToString();
}
