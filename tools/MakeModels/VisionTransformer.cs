using OnnxZc.Graphs;

namespace OnnxZc.MakeModels;

/// <summary>
/// A small vision transformer (Dosovitskiy et al., 2020): 4x4 patches of 32x32 images, a class token, four pre-norm
/// blocks of width 64 with 4 heads, 10 classes.
/// </summary>
static class VisionTransformer
{
    const int Width = 64;
    const int Heads = 4;
    const int Tokens = (32 / Patch * (32 / Patch)) + 1;
    const int Patch = 4;

    public static Graph Build(string name, int opset, int blocks = 4)
    {
        var l = new LayerBuilder(name, opset);
        l.Constant("scale", TensorData.Scalar((float)(1 / Math.Sqrt(Width / Heads))));
        l.Constant("sqrt2", TensorData.Scalar((float)Math.Sqrt(2)));
        l.Constant("one", TensorData.Scalar(1f));
        l.Constant("half", TensorData.Scalar(0.5f));
        l.Constant("split", TensorData.Int64s(0, Tokens, Heads, Width / Heads));
        l.Constant("merge", TensorData.Int64s(0, Tokens, Width));
        var x = Embed(l, l.Image(3, 32));
        for (var block = 0; block < blocks; block++)
        {
            x = l.Add(x, Attend(l, l.LayerNorm(x, $"block{block}.norm1", Width), $"block{block}.attention"));
            x = l.Add(x, FeedForward(l, l.LayerNorm(x, $"block{block}.norm2", Width), $"block{block}.mlp"));
        }

        var first = l.Constant("first", TensorData.Scalar(0L));
        x = l.Node("Gather", [l.LayerNorm(x, "norm", Width), first], [("axis", 1)]);
        return l.Finish(x, Width, 10);
    }

    static string Embed(LayerBuilder l, string image)
    {
        var patches = l.Patches(image, "embed.conv", 3, Width, Patch);
        patches = l.Node("Reshape", [patches, l.Constant("flat", TensorData.Int64s(0, Width, Tokens - 1))]);
        patches = l.Node("Transpose", [patches], [("perm", new[] { 0, 2, 1 })]);
        var batch = l.Node("Shape", [image], [("start", 0), ("end", 1)]);
        var size = l.Node("Concat", [batch, l.Constant("token", TensorData.Int64s(1, Width))], [("axis", 0)]);
        var token = l.Node("Expand", [l.Drawn("embed.class", [1, 1, Width], 0.02), size]);
        var sequence = l.Node("Concat", [token, patches], [("axis", 1)]);
        return l.Add(sequence, l.Drawn("embed.position", [1, Tokens, Width], 0.02));
    }

    static string Attend(LayerBuilder l, string x, string name)
    {
        var query = SplitHeads(l, l.Project(x, $"{name}.query", Width, Width), 0, 2, 1, 3);
        var key = SplitHeads(l, l.Project(x, $"{name}.key", Width, Width), 0, 2, 3, 1);
        var value = SplitHeads(l, l.Project(x, $"{name}.value", Width, Width), 0, 2, 1, 3);
        var scores = l.Node("Mul", [l.Node("MatMul", [query, key]), "scale"]);
        var mixed = l.Node("MatMul", [l.Node("Softmax", [scores], [("axis", -1)]), value]);
        mixed = l.Node("Reshape", [l.Node("Transpose", [mixed], [("perm", new[] { 0, 2, 1, 3 })]), "merge"]);
        return l.Project(mixed, $"{name}.out", Width, Width);
    }

    static string SplitHeads(LayerBuilder l, string x, params int[] order) =>
        l.Node("Transpose", [l.Node("Reshape", [x, "split"])], [("perm", order)]);

    static string FeedForward(LayerBuilder l, string x, string name) =>
        l.Project(Gelu(l, l.Project(x, $"{name}.up", Width, 2 * Width)), $"{name}.down", 2 * Width, Width);

    static string Gelu(LayerBuilder l, string x)
    {
        var erf = l.Node("Erf", [l.Node("Div", [x, "sqrt2"])]);
        return l.Node("Mul", [l.Node("Mul", [x, l.Add(erf, "one")]), "half"]);
    }
}
