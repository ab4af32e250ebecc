using OnnxZc.Graphs;

namespace OnnxZc.MakeModels;

/// <summary>Deep Residual Learning (He et al., 2015) with basic blocks and projection shortcuts (option B).</summary>
static class ResNet
{
    /// <summary>Three stages of 16, 32 and 64 channels for 32x32 images; depth 6n + 2.</summary>
    /// <param name="name">The graph's name.</param>
    /// <param name="opset">The opset.</param>
    /// <param name="depth">Weighted layers on the longest path.</param>
    /// <param name="folded">Whether batch normalization is folded into the convolutions.</param>
    /// <param name="reduction">Squeeze-and-excitation divisor (Hu et al., 2017), or 0 for none.</param>
    public static Graph Cifar(string name, int opset, int depth, bool folded = false, int reduction = 0)
    {
        var l = new LayerBuilder(name, opset, folded);
        var x = l.Relu(l.ConvNorm(l.Image(3, 32), "stem.conv", "stem.bn", 3, 16));
        return l.Classify(Stages(l, x, [16, 32, 64], (depth - 2) / 6, reduction), 64, 10);
    }

    /// <summary>Four stages of two blocks for 224x224 images: ResNet-18.</summary>
    public static Graph ImageNet18(string name, int opset)
    {
        var l = new LayerBuilder(name, opset);
        var x = l.Relu(l.ConvNorm(l.Image(3, 224), "stem.conv", "stem.bn", 3, 64, kernel: 7, stride: 2));
        x = l.MaxPool(x, kernel: 3, stride: 2, padding: 1);
        return l.Classify(Stages(l, x, [64, 128, 256, 512], blocks: 2, reduction: 0), 512, 1000);
    }

    static string Stages(LayerBuilder l, string x, int[] widths, int blocks, int reduction)
    {
        var from = widths[0];
        for (var block = 0; block < widths.Length * blocks; block++)
        {
            var (stage, index) = (block / blocks, block % blocks);
            var stride = stage > 0 && index == 0 ? 2 : 1;
            x = Block(l, x, $"stage{stage + 1}.{index}", from, widths[stage], stride, reduction);
            from = widths[stage];
        }

        return x;
    }

    static string Block(LayerBuilder l, string x, string name, int from, int to, int stride, int reduction)
    {
        var y = l.Relu(l.ConvNorm(x, $"{name}.conv1", $"{name}.bn1", from, to, stride: stride));
        y = l.ConvNorm(y, $"{name}.conv2", $"{name}.bn2", to, to);
        if (reduction > 0)
            y = Excite(l, y, $"{name}.se", to, to / reduction);
        var shortcut = stride == 1 && from == to
            ? x
            : l.ConvNorm(x, $"{name}.down", $"{name}.downbn", from, to, kernel: 1, stride);
        return l.Relu(l.Add(y, shortcut));
    }

    static string Excite(LayerBuilder l, string x, string name, int channels, int squeezed)
    {
        var s = l.Node("GlobalAveragePool", [x]);
        s = l.Relu(l.Conv(s, $"{name}.squeeze", channels, squeezed, kernel: 1, bias: Bias.Zero));
        s = l.Conv(s, $"{name}.excite", squeezed, channels, kernel: 1, bias: Bias.Zero);
        return l.Node("Mul", [x, l.Node("Sigmoid", [s])]);
    }
}
