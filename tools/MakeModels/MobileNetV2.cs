using OnnxZc.Graphs;

namespace OnnxZc.MakeModels;

/// <summary>MobileNetV2 (Sandler et al., 2018) of width 1.0 for 224x224 images of 1000 classes.</summary>
static class MobileNetV2
{
    static readonly (int Expansion, int Width, int Blocks, int Stride)[] Stages =
    [
        (1, 16, 1, 1), (6, 24, 2, 2), (6, 32, 3, 2), (6, 64, 4, 2), (6, 96, 3, 1), (6, 160, 3, 2), (6, 320, 1, 1),
    ];

    public static Graph Build(string name, int opset)
    {
        var l = new LayerBuilder(name, opset);
        l.Constant("zero", TensorData.Scalar(0f));
        l.Constant("six", TensorData.Scalar(6f));
        var x = Relu6(l, l.ConvNorm(l.Image(3, 224), "stem.conv", "stem.bn", 3, 32, stride: 2));
        var from = 32;
        for (var stage = 0; stage < Stages.Length; stage++)
        {
            var (expansion, width, blocks, stride) = Stages[stage];
            for (var block = 0; block < blocks; block++)
            {
                x = Block(l, x, $"s{stage + 1}.{block}", from, width, expansion, block == 0 ? stride : 1);
                from = width;
            }
        }

        x = Relu6(l, l.ConvNorm(x, "head.conv", "head.bn", 320, 1280, kernel: 1));
        x = l.Node("ReduceMean", [x], [("axes", new[] { 2, 3 }), ("keepdims", false)]);
        return l.Finish(x, 1280, 1000);
    }

    static string Block(LayerBuilder l, string x, string name, int from, int to, int expansion, int stride)
    {
        var wide = from * expansion;
        var y = expansion == 1 ? x : Relu6(l, l.ConvNorm(x, $"{name}.expand", $"{name}.bn1", from, wide, kernel: 1));
        y = Relu6(l, l.ConvNorm(y, $"{name}.depth", $"{name}.bn2", wide, wide, stride: stride, groups: wide));
        y = l.ConvNorm(y, $"{name}.point", $"{name}.bn3", wide, to, kernel: 1);
        return stride == 1 && from == to ? l.Add(x, y) : y;
    }

    static string Relu6(LayerBuilder l, string x) => l.Node("Clip", [x, "zero", "six"]);
}
