using System.Collections.Immutable;
using OnnxZc.Graphs;

namespace OnnxZc.Tests.Graphs;

public sealed class GraphHashTests
{
    const string Net = "a=Conv(x,w,b) c=Relu(a) d=Sigmoid(a) y=Add(c,d)";

    static readonly Dictionary<string, TensorData> Weights = new()
    {
        ["w"] = TensorData.Of(new float[12], 4, 3, 1, 1),
        ["b"] = TensorData.Of(new float[4], 4),
        ["w2"] = TensorData.Of(new float[12], 4, 3, 1, 1),
        ["i"] = TensorData.Int64s(1, 2),
        ["dead"] = TensorData.Int64s(9),
    };

    static readonly string Hash = Of(Net);

    [Fact]
    public void Of_AnyGraph_IsSixtyFourHexDigits() => Assert.Matches("^[0-9a-f]{64}$", Hash);

    [Fact]
    public void Of_SameGraph_IsStableAcrossReleasesAsStoresKeepIt() =>
        Assert.Equal("a4cac5ff5c41979d43ddb9651a7cd48c49b086b61ffbb0cba099944a03f3db1c", Hash);

    [Theory]
    [InlineData("d=Sigmoid(a) c=Relu(a) a=Conv(x,w,b) y=Add(c,d)")]
    [InlineData("zz=Conv(x,w,b) q=Relu(zz) r=Sigmoid(zz) y=Add(q,r)")]
    [InlineData("a=Conv(x,w2,b) c=Relu(a) d=Sigmoid(a) y=Add(c,d)")]
    [InlineData(Net + " unused=Neg(c) more=Exp(unused)")]
    public void Of_NamesOrderWeightsAndDeadPartsChanged_StaysTheSame(string net) => Assert.Equal(Hash, Of(net));

    [Theory]
    [InlineData("a=Conv(x,w,b) c=Relu(a) d=Sigmoid(c) y=Add(c,d)")]
    [InlineData("a=Conv(x,w,b) c=Relu(a) d=Sigmoid(a) y=Add(d,c)")]
    [InlineData("a=Conv(x,w) c=Relu(a) d=Sigmoid(a) y=Add(c,d)")]
    [InlineData("a=Conv(x,w,b) c=Relu(a) d=Tanh(a) y=Add(c,d)")]
    [InlineData("a=Conv(x,w,b) e=Conv(x,w2,b) c=Relu(a) d=Sigmoid(e) y=Add(c,d)")]
    [InlineData("a=Conv(x,w,b) e=Conv(x,w,b) c=Relu(a) d=Sigmoid(e) y=Add(c,d)")]
    public void Of_TopologyChanged_Differs(string net) => Assert.NotEqual(Hash, Of(net));

    [Theory]
    [InlineData("a=Conv(x,w) y=Conv(a,w)", "a=Conv(x,w) y=Conv(a,w2)")]
    [InlineData("a=Mul(x,w) y=Add(a,a)", "a=Mul(x,w) b1=Mul(x,w2) y=Add(a,b1)")]
    [InlineData("a=Mul(x,w) c=Mul(x,w) y=Add(a,c)", "a=Mul(x,w) c=Mul(x,w2) y=Add(a,c)")]
    [InlineData(
        "a=Mul(x,w) c=Mul(x,w2) p=Add(a,a) q=Add(c,c) y=Sub(p,q)",
        "a=Mul(x,w) c=Mul(x,w2) p=Add(a,c) q=Add(a,c) y=Sub(p,q)")]
    public void Of_SharingChanged_Differs(string one, string other) => Assert.NotEqual(Of(one), Of(other));

    [Fact]
    public void Of_IntegerConstantChanged_Differs()
    {
        var other = new Dictionary<string, TensorData>(Weights) { ["i"] = TensorData.Int64s(1, 3) };
        Assert.Equal(Of("y=Reshape(x,i)"), Of("y=Reshape(x,i)", weights: new(Weights)));
        Assert.NotEqual(Of("y=Reshape(x,i)"), Of("y=Reshape(x,i)", weights: other));
    }

    [Fact]
    public void Of_FloatValuesChanged_StaysTheSame_ShapeChanged_Differs()
    {
        var twos = Enumerable.Repeat(2f, 12).ToArray();
        Assert.Equal(Hash, OfWeight(TensorData.Of(twos, 4, 3, 1, 1)));
        Assert.NotEqual(Hash, OfWeight(TensorData.Of(twos, 4, 1, 3, 1)));
        Assert.NotEqual(Hash, OfWeight(TensorData.Of(new double[12], 4, 3, 1, 1)));

        static string OfWeight(TensorData weight) => Of(Net, weights: new(Weights) { ["w"] = weight });
    }

    public static TheoryData<object, object> Values() => new()
    {
        { 1L, 2L },
        { 1f, 2f },
        { 1L, 1f },
        { "a", "b" },
        { ImmutableArray.Create(1L, 2), ImmutableArray.Create(1L, 3) },
        { ImmutableArray.Create(1f, 2), ImmutableArray.Create(1f, 3) },
        { ImmutableArray.Create("a", "b"), ImmutableArray.Create("a", "c") },
        { TensorData.Int64s(1), TensorData.Int64s(2) },
        { new Attributes.Opaque("sparsetensor"), new Attributes.Opaque("graphs") },
    };

    [Theory]
    [MemberData(nameof(Values))]
    public void Of_AttributeChanged_Differs(object one, object other)
    {
        Assert.NotEqual(Of("y=Op(x)", attribute: one), Of("y=Op(x)", attribute: other));
        Assert.Equal(Of("y=Op(x)", attribute: one), Of("y=Op(x)", attribute: one));
    }

    [Fact]
    public void Of_InputDeclaration_CountsBySizesAndNotBySymbolNames()
    {
        ImmutableArray<Dimension> named = [new(null, "N"), new(3)];
        Assert.Equal(Of(Net, shape: named), Of(Net, shape: [new(null, "batch"), new(3)]));
        Assert.NotEqual(Of(Net, shape: named), Of(Net, shape: [new(1), new(3)]));
        Assert.NotEqual(Of(Net, shape: named), Of(Net, shape: [new(null, "N"), new(4)]));
        Assert.NotEqual(
            Of(Net, shape: [new(null, "N"), new(null, "N")]),
            Of(Net, shape: [new(null, "N"), new(null, "M")]));
    }

    [Fact]
    public void Of_ConstantNode_EqualsAnInitializer()
    {
        var constant = new Node("", new("", "Constant", 13), [], ["k"], new([new("value", Weights["i"])]));
        var graph = Graph("y=Reshape(x,k)", Weights, default, null, constant);
        Assert.Equal(Of("y=Reshape(x,i)"), GraphHash.Of(graph));
    }

    [Fact]
    public void Of_OmittedInputsAndOutputs_AreNotReadersOfEachOther()
    {
        var one = new Node("", new("", "Dropout", 13), ["x"], ["y", ""], Attributes.Empty);
        var other = new Node("", new("", "Clip", 13), ["x", "", "b"], ["z"], Attributes.Empty);
        Assert.Equal(GraphHash.Of(Graph("", Weights, default, null, one, other)), Of("y=Dropout(x)"));
    }

    [Fact]
    public void Of_ChainOfHundredThousandNodes_DoesNotRecurse()
    {
        var chain = string.Join(' ', Enumerable.Range(0, 100_000).Select(i => $"v{i + 1}=Relu(v{i})"));
        Assert.Equal(64, Of($"v0=Neg(x) {chain} y=Neg(v100000)").Length);
    }

    static string Of(
        string nodes,
        Dictionary<string, TensorData>? weights = null,
        ImmutableArray<Dimension> shape = default,
        object? attribute = null) => GraphHash.Of(Graph(nodes, weights ?? Weights, shape, attribute));

    static Graph Graph(
        string nodes,
        Dictionary<string, TensorData> weights,
        ImmutableArray<Dimension> shape,
        object? attribute,
        params Node[] more)
    {
        var attributes = attribute is null ? Attributes.Empty : new([new("a", attribute)]);
        var parsed = nodes.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(text => Node(text, attributes));
        return new(
            "g",
            new Dictionary<string, int> { [""] = 13 },
            [new("x", ElementType.Float32, shape)],
            [new("y", ElementType.Float32, default)],
            [.. parsed, .. more],
            weights);
    }

    static Node Node(string text, Attributes attributes)
    {
        var parts = text.Split('=', '(', ')');
        return new(text, new("", parts[1], 13), [.. parts[2].Split(',')], [parts[0]], attributes);
    }
}
