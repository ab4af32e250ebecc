using Microsoft.ML.OnnxRuntime;
using OnnxZc.Graphs;
using OnnxZc.Graphs.Rewriting;
using OnnxZc.Numerics;

namespace OnnxZc.Tests.Graphs.Rewriting;

/// <summary>Freeing a fixed batch; where the result must mean the same per sample, ONNX Runtime judges.</summary>
public sealed class BatchAxisTests
{
    readonly GraphBuilder _builder = new(13);

    [Fact]
    public void Free_DeclaredFree_IsLeftAsItIs()
    {
        var graph = _builder.Build(_builder.Node("Relu", [_builder.Input("x", ElementType.Float32, null, 3)]));
        Assert.Equal((graph, BatchForm.Dynamic), BatchAxis.Free(graph));
    }

    [Theory]
    [InlineData(1, new long[] { 1, -1 })]
    [InlineData(4, new long[] { 4, 12 })]
    [InlineData(4, new long[] { 4, -1 })]
    [InlineData(4, new long[] { 0, 12 })]
    [InlineData(4, new long[] { -1, 12 })]
    public void Free_FlattenWithTheBatchBakedIn_FollowsAnyBatch(long batch, long[] target)
    {
        var x = _builder.Input("x", ElementType.Float32, batch, 3, 2, 2);
        var y = _builder.Node("Reshape", [x, Integers("target", target)]);
        AssertSameByRow(_builder.Build(y), batch);
    }

    [Fact]
    public void Free_AttentionWithSequenceFirst_KeepsSamplesApart()
    {
        // PyTorch's attention merges batch and heads into the axis behind the sequence, then sequence and batch.
        var x = _builder.Input("x", ElementType.Float32, 1, 5, 6);
        var rows = _builder.Node("Transpose", [x], [("perm", new[] { 1, 0, 2 })]);
        var heads = _builder.Node("Reshape", [rows, Integers("heads", 5, 2, 3)]);
        var query = _builder.Node("Transpose", [heads], [("perm", new[] { 1, 0, 2 })]);
        var key = _builder.Node("Transpose", [heads], [("perm", new[] { 1, 2, 0 })]);
        var weights = _builder.Node("Softmax", [_builder.Node("MatMul", [query, key])]);
        var values = _builder.Node("MatMul", [weights, query]);
        var mixed = _builder.Node("Transpose", [values], [("perm", new[] { 1, 0, 2 })]);
        var flat = _builder.Node("Reshape", [mixed, Integers("flat", 5, 6)]);
        var projected = _builder.Node("Gemm", [flat, Drawn("w", 6, 6)]);
        var back = _builder.Node("Reshape", [projected, Integers("back", 5, 1, 6)]);
        AssertSameByRow(_builder.Build(_builder.Node("Transpose", [back], [("perm", new[] { 1, 0, 2 })])), 1);
    }

    [Fact]
    public void Free_WindowsMergedIntoTheBatch_AreSplitAgain()
    {
        var x = _builder.Input("x", ElementType.Float32, 1, 4, 4, 3);
        var cut = _builder.Node("Reshape", [x, Integers("cut", 1, 2, 2, 2, 2, 3)]);
        var turned = _builder.Node("Transpose", [cut], [("perm", new[] { 0, 1, 3, 2, 4, 5 })]);
        var windows = _builder.Node("Reshape", [turned, Integers("windows", 4, 4, 3)]);
        var split = _builder.Node("Reshape", [windows, Integers("split", 1, 4, 4, 3)]);
        var masked = _builder.Node("Add", [split, Drawn("mask", 1, 4, 1, 1)]);
        var y = _builder.Node("Reshape", [masked, Integers("all", 1, -1)]);
        AssertSameByRow(_builder.Build(y), 1);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void Free_TokenExpandedAndJoined_IsJoinedToEverySample(long batch)
    {
        var x = _builder.Input("x", ElementType.Float32, batch, 4, 2);
        var token = _builder.Node("Expand", [Drawn("token", 1, 1, 2), Integers("shape", batch, 1, 2)]);
        AssertSameByRow(_builder.Build(_builder.Node("Concat", [token, x], [("axis", 1)])), batch);
    }

    [Fact]
    public void Free_SizesAndEndsThatHoldTheBatch_FollowIt()
    {
        var x = _builder.Input("x", ElementType.Float32, 2, 3, 4, 4);
        var larger = _builder.Node("Resize", [x, "", "", Integers("sizes", 2, 3, 8, 8)], [("mode", "nearest")]);
        var part = _builder.Node(
            "Slice", [larger, Integers("starts", 0, 1), Integers("ends", 2, 3), Integers("axes", 0, 1)]);
        var tiled = _builder.Node("Tile", [Drawn("row", 1, 2, 8, 8), Integers("repeats", 2, 1, 1, 1)]);
        AssertSameByRow(_builder.Build(_builder.Node("Add", [part, tiled])), 2);
    }

    [Fact]
    public void Free_OneRowRepeatedForEverySample_IsBroadcast()
    {
        var x = _builder.Input("x", ElementType.Float32, 3, 2);
        var rows = _builder.Initializer("rows", TensorData.Of<float>([1, 2, 1, 2, 1, 2], 3, 2));
        AssertSameByRow(_builder.Build(_builder.Node("Add", [x, rows])), 3);
    }

    [Theory]
    [InlineData(1, 0)]
    [InlineData(3, 0)]
    [InlineData(3, 0.5)]
    public void Free_ConstantOfShapeThatHoldsTheBatch_FollowsIt(long batch, double value)
    {
        var x = _builder.Input("x", ElementType.Float32, batch, 4);
        var filled = _builder.Filled("filled", [batch, 4], value);
        var sum = _builder.Node("Add", [x, filled]);
        AssertSameByRow(_builder.Build(_builder.Node("Concat", [sum, filled], [("axis", 1)])), batch);
    }

    [Fact]
    public void Free_ShapeJoinedWithTheBatch_FollowsIt()
    {
        var x = _builder.Input("x", ElementType.Float32, 2, 3, 4);
        var shape = _builder.Node("Shape", [x]);
        var rest = _builder.Node("Slice", [shape, Integers("from", 1), Integers("to", 3), Integers("axis", 0)]);
        var product = _builder.Node("ReduceProd", [rest]);
        var flat = _builder.Node("Reshape", [product, Integers("one", 1)]);
        var target = _builder.Node("Concat", [Integers("two", 2), flat], [("axis", 0)]);
        AssertSameByRow(_builder.Build(_builder.Node("Reshape", [x, target])), 2);
    }

    [Theory]
    [InlineData(1, false)]
    [InlineData(1, true)]
    [InlineData(2, true)]
    public void Free_InitialStates_AreThoseOfEverySample(long batch, bool areDrawn)
    {
        var x = _builder.Input("x", ElementType.Float32, batch, 5, 3);
        var steps = _builder.Node("Transpose", [x], [("perm", new[] { 1, 0, 2 })]);
        string[] states = areDrawn
            ? [Repeated("h", batch, 4), Repeated("c", batch, 4)]
            : [_builder.Filled("h", [1, batch, 4], 0), _builder.Filled("c", [1, batch, 4], 0)];
        string[] outputs = ["", "last"];
        _builder.Multi(
            "LSTM", [steps, Drawn("w", 1, 16, 3), Drawn("r", 1, 16, 4), "", "", .. states], outputs,
            [("hidden_size", 4)]);
        AssertSameByRow(_builder.Build(_builder.Node("Squeeze", ["last", Integers("axes", 0)])), batch);
    }

    [Fact]
    public void Free_InitialStatesThatDifferPerSample_StayFixed()
    {
        var x = _builder.Input("x", ElementType.Float32, 2, 5, 3);
        var steps = _builder.Node("Transpose", [x], [("perm", new[] { 1, 0, 2 })]);
        string[] outputs = ["", "last"];
        _builder.Multi(
            "GRU", [steps, Drawn("w", 1, 12, 3), Drawn("r", 1, 12, 4), "", "", Drawn("h", 1, 2, 4)], outputs,
            [("hidden_size", 4)]);
        var graph = _builder.Build(_builder.Node("Squeeze", ["last", Integers("axes", 0)]));
        Assert.Equal(BatchForm.Fixed, BatchAxis.Free(graph).Form);
    }

    [Fact]
    public void Free_ConstantThatDiffersPerSample_StaysFixed()
    {
        var x = _builder.Input("x", ElementType.Float32, 3, 2);
        var rows = _builder.Initializer("rows", TensorData.Of<float>([1, 2, 3, 4, 5, 6], 3, 2));
        var graph = _builder.Build(_builder.Node("Add", [x, rows]));
        Assert.Equal((graph, BatchForm.Fixed), BatchAxis.Free(graph));
    }

    [Fact]
    public void Free_OutputWithoutABatch_StaysFixed()
    {
        var x = _builder.Input("x", ElementType.Float32, 3, 2);
        var graph = _builder.Build(_builder.Node("ReduceMean", [x], [("axes", new[] { 0 })]));
        Assert.Equal((graph, BatchForm.Fixed), BatchAxis.Free(graph));
    }

    [Fact]
    public void Free_OtherFreeDimension_NeedsItsSize()
    {
        var x = _builder.Input(new ValueInfo("x", ElementType.Float32, [new(2), new(null, "time")]));
        var graph = _builder.Build(_builder.Node("Relu", [x]));
        Assert.Equal(BatchForm.Fixed, BatchAxis.Free(graph).Form);
        Assert.Equal(BatchForm.Rewritten, BatchAxis.Free(graph, new Dictionary<string, long> { ["time"] = 7 }).Form);
    }

    [Fact]
    public void Free_FixedExports_AreAllRewritten()
    {
        string[] paths =
        [
            .. SharedFiles.Matching("zoo", "*.b1.onnx"),
            .. SharedFiles.Matching("golden", "model_untracked_static.onnx"),
        ];
        Assert.All(paths, path =>
            Assert.Equal(BatchForm.Rewritten, BatchAxis.Free(ConstantFolder.Fold(OnnxReader.Read(path).Graph)).Form));
    }

    string Integers(string name, params long[] values) => _builder.Initializer(name, TensorData.Int64s(values));

    string Repeated(string name, long times, long width)
    {
        var values = new float[width];
        new RandomStream(name).FillNormal(values);
        float[] all = [.. Enumerable.Repeat(values, (int)times).SelectMany(row => row)];
        return _builder.Initializer(name, TensorData.Of<float>(all, 1, times, width));
    }

    string Drawn(string name, params long[] shape)
    {
        var values = new float[TensorData.CountOf(shape)];
        new RandomStream(name).FillNormal(values);
        return _builder.Initializer(name, TensorData.Of<float>(values, shape));
    }

    // Two of the file's batches through the file's graph, and all of them at once through the freed one.
    static void AssertSameByRow(Graph graph, long batch)
    {
        var (freed, form) = BatchAxis.Free(ConstantFolder.Fold(graph));
        Assert.Equal(BatchForm.Rewritten, form);
        long[] shape = [.. graph.Inputs[0].Shape.Select(dimension => dimension.Size!.Value)];
        var values = new float[2 * TensorData.CountOf(shape)];
        new RandomStream("x").FillNormal(values);
        var half = values.Length / 2;
        float[] expected = [.. Run(graph, values[..half], shape), .. Run(graph, values[half..], shape)];
        Assert.Equal(expected, Run(freed, values, [2 * batch, .. shape[1..]]));
    }

    static float[] Run(Graph graph, float[] values, long[] shape)
    {
        using var options = new SessionOptions();
        using var session = new InferenceSession(OnnxWriter.Write(graph), options);
        using var run = new RunOptions();
        using var input = OrtValue.CreateTensorValueFromMemory(values, shape);
        using var results = session.Run(run, ["x"], [input], [graph.Outputs[0].Name]);
        return results[0].GetTensorDataAsSpan<float>().ToArray();
    }
}
