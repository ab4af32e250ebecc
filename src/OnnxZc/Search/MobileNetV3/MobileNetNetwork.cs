using OnnxZc.Graphs;
using OnnxZc.Search.Building;

namespace OnnxZc.Search.MobileNetV3;

/// <summary>A stem, a fixed block, five stages of inverted bottlenecks, and a head of three layers.</summary>
/// <param name="genes">The blocks.</param>
/// <param name="multiplier">By what all widths are multiplied.</param>
/// <param name="name">The graph's name.</param>
sealed class MobileNetNetwork(MobileNetGenes genes, double multiplier, string name)
{
    // Squeeze-and-excitation and the hard swish stand where MobileNetV3 Large has them.
    static readonly (int Width, int Stride, bool IsSwish, bool IsExcited)[] Stages =
    [
        (24, 2, false, false), (40, 2, false, true), (80, 2, true, false), (112, 1, true, true), (160, 2, true, true),
    ];

    readonly NetworkBuilder _net = new(name);

    public Graph Build(int size, int classes)
    {
        var from = Scaled(16);
        var x = Activated(_net.ConvBn(_net.Image(3, size), "stem", 3, from, new(3, 2)), isSwish: true);
        x = Block(x, new("blocks.0", from, Scaled(16), Expansion: 1, new(3), IsSwish: false, IsExcited: false));
        from = Scaled(16);
        var count = 1;
        for (var stage = 0; stage < Stages.Length; stage++)
        {
            var (width, stride, isSwish, isExcited) = Stages[stage];
            for (var block = 0; block < genes.Depth(stage); block++)
            {
                x = Block(x, new(
                    $"blocks.{count++}",
                    from,
                    Scaled(width),
                    genes.Expansion(stage, block),
                    new(genes.Kernel(stage, block), block == 0 ? stride : 1),
                    isSwish,
                    isExcited));
                from = Scaled(width);
            }
        }

        x = Activated(_net.ConvBn(x, "final_expand", from, Scaled(960), new(1)), isSwish: true);
        x = _net.Conv(_net.Node("GlobalAveragePool", [x]), "feature_mix.conv", Scaled(960), Scaled(1280), new(1));
        x = _net.Node("Flatten", [Activated(x, isSwish: true)]);
        return _net.Finish(_net.Linear(x, "classifier", Scaled(1280), classes), classes);
    }

    string Block(string x, Bottleneck block)
    {
        var middle = Divisible(block.From * block.Expansion);
        var result = x;
        if (block.Expansion != 1)
        {
            result = _net.ConvBn(result, $"{block.Name}.expand", block.From, middle, new(1));
            result = Activated(result, block.IsSwish);
        }

        result = _net.ConvBn(result, $"{block.Name}.depth", middle, middle, block.Window, groups: middle);
        result = Activated(result, block.IsSwish);
        if (block.IsExcited)
            result = Excited(result, $"{block.Name}.se", middle);
        result = _net.ConvBn(result, $"{block.Name}.point", middle, block.To, new(1));
        return block is { Window.Stride: 1 } && block.From == block.To ? _net.Sum([result, x]) : result;
    }

    string Excited(string x, string prefix, int width)
    {
        var squeezed = Divisible(width / 4.0);
        var y = _net.Node("GlobalAveragePool", [x]);
        y = _net.Relu(_net.Conv(y, $"{prefix}.reduce", width, squeezed, new(1), bias: true));
        y = _net.Conv(y, $"{prefix}.expand", squeezed, width, new(1), bias: true);
        return _net.Node("Mul", [x, _net.Node("HardSigmoid", [y], ("alpha", 1f / 6), ("beta", 0.5f))]);
    }

    string Activated(string x, bool isSwish) => isSwish ? _net.Node("HardSwish", [x]) : _net.Relu(x);

    int Scaled(int width) => Divisible(width * multiplier);

    // To the nearest multiple of 8, but at most a tenth down.
    static int Divisible(double width)
    {
        var near = Math.Max(8, (int)(width + 4) / 8 * 8);
        return near < 0.9 * width ? near + 8 : near;
    }
}
