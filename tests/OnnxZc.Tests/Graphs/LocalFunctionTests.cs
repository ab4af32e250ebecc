using Google.Protobuf;
using Microsoft.ML.OnnxRuntime;
using Onnx;
using OnnxZc.Graphs;
using Kind = Onnx.AttributeProto.Types.AttributeType;

namespace OnnxZc.Tests.Graphs;

public sealed class LocalFunctionTests
{
    [Fact]
    public void Read_CallsOfAFunction_AreItsNodesUnderNamesOfTheirOwn()
    {
        var graph = Protos.Read(Model(Block()));
        Assert.Equal(
            ["Add", "LeakyRelu", "Mul", "LeakyRelu", "Mul"], graph.Nodes.Select(node => node.Operator.Type));
        Assert.Equal(["sum", "first/t", "a", "second/t", "y"], graph.Nodes.Select(node => node.Outputs[0]));
        Assert.Equal(["a", "second/t"], graph.Nodes[4].Inputs.Order());
    }

    [Fact]
    public void Read_AttributeReferences_AreTheCallsOrTheDefaults()
    {
        var graph = Protos.Read(Model(Block()));
        Assert.Equal(0.25f, graph.Nodes[1].Attributes.Float("alpha", 0));
        Assert.Equal(0.5f, graph.Nodes[3].Attributes.Float("alpha", 0));
    }

    [Fact]
    public void Read_ReferenceThatTheCallDoesNotGive_IsAnAbsentAttribute()
    {
        var block = Block();
        block.AttributeProto.Clear();
        block.Attribute.Add("slope");
        Assert.False(Protos.Read(Model(block)).Nodes[3].Attributes.Has("alpha"));
    }

    [Fact]
    public void Write_InlinedFunctions_ComputeWhatOnnxRuntimeMakesOfTheCalls()
    {
        var file = Model(Block());
        Assert.Equal(Run(file.ToByteArray()), Run(OnnxWriter.Write(Protos.Read(file))));
    }

    [Fact]
    public void Read_FunctionInAFunction_IsInlinedToo()
    {
        var outer = new FunctionProto
        {
            Name = "Twice",
            Domain = "local",
            Input = { "v" },
            Output = { "w" },
            Node = { Call("Block", "v", "inner"), Call("Block", "inner", "w") },
            OpsetImport = { Import("", 17), Import("local", 1) },
        };
        var graph = Protos.Read(Model(Block(), outer, call: "Twice"));
        Assert.Equal(9, graph.Nodes.Length);
        Assert.Contains("first/node_inner/t", graph.Nodes.Select(node => node.Outputs[0]));
    }

    [Fact]
    public void Read_FunctionWithASubgraph_CapturesTheCallsValues()
    {
        var block = Block();
        block.Node.Clear();
        var branch = Branch("v", "t");
        block.Node.Add(Protos.Node(
            "Constant", [], "c", new AttributeProto { Name = "value", Type = Kind.Tensor, T = Truth() }));
        block.Node.Add(Protos.Node("If", ["c"], "w", Body("then_branch", branch), Body("else_branch", branch)));
        var graph = Protos.Read(Model(block));
        var bodies = graph.Nodes.SelectMany(node => node.Attributes.Bodies).ToArray();
        Assert.Equal(["sum", "sum", "a", "a"], bodies.SelectMany(body => body.Captures));
        Assert.Equal(4, bodies.Select(body => body.Outputs[0].Name).Distinct().Count());
    }

    [Fact]
    public void Read_NamesThatSubgraphsShare_BecomeUnique()
    {
        var branch = Branch("x", "w");
        var graph = Protos.Read(Protos.Model(model =>
        {
            model.Graph.Input.Add(Protos.Value("c", 9));
            model.Graph.Node.Clear();
            model.Graph.Node.Add(Protos.Node(
                "If", ["c"], "y", Body("then_branch", branch), Body("else_branch", branch)));
        }));
        var names = graph.Nodes[0].Attributes.Bodies.Select(body => body.Outputs[0].Name).ToArray();
        Assert.Equal(["w~2", "w~3"], names.Order());
    }

    [Fact]
    public void Read_FunctionThatCallsItself_IsRefused()
    {
        var block = Block();
        block.Node.Add(Call("Block", "v", "again"));
        block.OpsetImport.Add(Import("local", 1));
        var error = Refused(Model(block));
        Assert.Equal(ModelErrorCode.InvalidGraph, error.Code);
        Assert.Contains("calls itself (Block → Block)", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_FunctionsThatCallInARing_AreRefused()
    {
        var (one, two) = (Block(), Block());
        two.Name = "Other";
        one.Node.Add(Call("Other", "v", "again"));
        two.Node.Add(Call("Block", "v", "again"));
        one.OpsetImport.Add(Import("local", 1));
        two.OpsetImport.Add(Import("local", 1));
        Assert.Contains("Block → Other → Block", Refused(Model(one, two)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_FunctionsThatExplode_AreTooLarge()
    {
        var functions = Enumerable.Range(0, 30).Select(i => Doubling(i, last: 29)).ToArray();
        var error = Refused(Model(functions, "F0"), new() { MaxNodes = 10_000 });
        Assert.Equal(ModelErrorCode.TooLarge, error.Code);
        Assert.Contains("expand to more nodes than the limit of 10000", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_FunctionsNestedBeyondTheLimit_AreTooLarge()
    {
        var functions = Enumerable.Range(0, 40).Select(i =>
        {
            var function = Doubling(i, last: 39);
            function.Node[0].Output[0] = "w";
            if (function.Node.Count > 1)
                function.Node.RemoveAt(1);
            return function;
        }).ToArray();
        var error = Refused(Model(functions, "F0"));
        Assert.Equal(ModelErrorCode.TooLarge, error.Code);
        Assert.Contains("deeper than the limit of 32 levels", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(16, true)]
    [InlineData(13, false)]
    public void Read_FunctionOfAnotherOpset_NeedsTheSameDefinitions(int opset, bool isRead)
    {
        var block = Block();
        block.OpsetImport[0].Version = opset;
        if (isRead)
            Assert.Equal(16, Protos.Read(Model(block)).Nodes[1].Operator.SinceVersion);
        else
            Assert.Equal(ModelErrorCode.UnsupportedOpset, Refused(Model(block)).Code);
    }

    [Fact]
    public void Read_ReferenceOutsideOfAFunction_IsRefused()
    {
        var error = Protos.Refused(model => model.Graph.Node[1].Attribute.Add(Slope()));
        Assert.Contains("outside of a function", error.Message, StringComparison.Ordinal);
    }

    // w = LeakyRelu(v, slope) * v, with a slope of 0.5 where the call gives none.
    static FunctionProto Block() => new()
    {
        Name = "Block",
        Domain = "local",
        Input = { "v" },
        Output = { "w" },
        AttributeProto = { new AttributeProto { Name = "slope", Type = Kind.Float, F = 0.5f } },
        Node =
        {
            Protos.Node("LeakyRelu", ["v"], "t", Slope()),
            Protos.Node("Mul", ["t", "v"], "w"),
        },
        OpsetImport = { Import("", 17) },
    };

    static AttributeProto Slope() => new() { Name = "alpha", Type = Kind.Float, RefAttrName = "slope" };

    static FunctionProto Doubling(int level, int last) => new()
    {
        Name = $"F{level}",
        Domain = "local",
        Input = { "v" },
        Output = { "w" },
        Node =
        {
            level == last ? Protos.Node("Neg", ["v"], "t") : Call($"F{level + 1}", "v", "t"),
            level == last ? Protos.Node("Neg", ["t"], "w") : Call($"F{level + 1}", "t", "w"),
        },
        OpsetImport = { Import("", 17), Import("local", 1) },
    };

    static ModelProto Model(FunctionProto one, FunctionProto? two = null, string call = "Block") =>
        Model(two is null ? [one] : [one, two], call);

    // x + w, and two calls of the function after it.
    static ModelProto Model(FunctionProto[] functions, string call) => Protos.Model(model =>
    {
        model.OpsetImport.Add(Import("local", 1));
        model.Functions.Add(functions);
        model.Graph.Node.RemoveAt(1);
        var (first, second) = (Call(call, "sum", "a"), Call(call, "a", "y"));
        (first.Name, second.Name) = ("first", "second");
        if (call == "Block")
            first.Attribute.Add(new AttributeProto { Name = "slope", Type = Kind.Float, F = 0.25f });
        model.Graph.Node.Add([first, second]);
    });

    static NodeProto Call(string function, string input, string output)
    {
        var node = Protos.Node(function, [input], output);
        node.Domain = "local";
        return node;
    }

    static AttributeProto Body(string name, GraphProto graph) => new() { Name = name, Type = Kind.Graph, G = graph };

    static TensorProto Truth() => Protos.Tensor("", 9, [], tensor => tensor.Int32Data.Add(1));

    static GraphProto Branch(string input, string output) => new()
    {
        Name = "b",
        Node = { Protos.Node("Neg", [input], output) },
        Output = { new ValueInfoProto { Name = output } },
    };

    static OperatorSetIdProto Import(string domain, long version) => new() { Domain = domain, Version = version };

    static ModelException Refused(ModelProto model, ReadLimits? limits = null) =>
        Protos.Refused(model.ToByteArray(), limits);

    static float[] Run(byte[] model)
    {
        using var session = new InferenceSession(model);
        using var options = new RunOptions();
        using var x = OrtValue.CreateTensorValueFromMemory<float>([-1.5f, 3f], [2]);
        using var outputs = session.Run(options, ["x"], [x], ["y"]);
        return outputs[0].GetTensorDataAsSpan<float>().ToArray();
    }
}
