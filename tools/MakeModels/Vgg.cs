using OnnxZc.Graphs;

namespace OnnxZc.MakeModels;

/// <summary>
/// VGG-11 (Simonyan and Zisserman, 2014) with batch normalization and one linear layer, for 32x32 images of 10 classes,
/// exported the careless way: the batch of 1 is the input's size and baked into a reshape.
/// </summary>
static class Vgg
{
    static readonly (int Width, bool Pool)[] Layers =
    [
        (64, true), (128, true), (256, false), (256, true), (512, false), (512, true), (512, false), (512, true),
    ];

    public static Graph BatchOne(string name, int opset)
    {
        var l = new LayerBuilder(name, opset);
        var (x, from) = (l.Image(3, 32, batch: 1), 3);
        for (var i = 0; i < Layers.Length; i++)
        {
            var (width, pool) = Layers[i];
            x = l.Relu(l.ConvNorm(x, $"layer{i + 1}.conv", $"layer{i + 1}.bn", from, width));
            x = pool ? l.MaxPool(x, kernel: 2, stride: 2) : x;
            from = width;
        }

        x = l.Node("Reshape", [x, l.Constant("flat", TensorData.Int64s(1, 512))]);
        return l.Finish(x, 512, 10, batch: 1);
    }
}
