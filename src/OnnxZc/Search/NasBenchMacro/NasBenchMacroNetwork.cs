using OnnxZc.Graphs;
using OnnxZc.Search.Building;

namespace OnnxZc.Search.NasBenchMacro;

/// <summary>Three stages of 2, 3 and 3 layers; the first of each halves the image and doubles the channels.</summary>
/// <param name="layers">The choices.</param>
/// <param name="name">The graph's name.</param>
sealed class NasBenchMacroNetwork(int[] layers, string name)
{
    const int Features = 1280;

    readonly NetworkBuilder _net = new(name);

    /// <summary>Layers in each stage.</summary>
    public static IReadOnlyList<int> Stages { get; } = [2, 3, 3];

    public Graph Build(SpaceSettings settings)
    {
        var from = settings.Channels!.Value;
        var x = _net.Relu(_net.ConvBn(_net.Image(3, settings.InputSize!.Value), "stem", 3, from, new(3)));
        var count = 0;
        foreach (var stage in Stages)
        {
            for (var i = 0; i < stage; i++, count++)
            {
                var to = i == 0 ? from * 2 : from;
                x = Layer(x, $"layers.{count}", layers[count], from, to, stride: to / from);
                from = to;
            }
        }

        x = _net.Pool(_net.Relu(_net.ConvBn(x, "head", from, Features, new(1))));
        return _net.Finish(_net.Linear(x, "classifier", Features, settings.Classes!.Value), settings.Classes.Value);
    }

    string Layer(string x, string prefix, int choice, int from, int to, int stride) => choice switch
    {
        0 => stride == 1 ? x : _net.ConvBn(x, $"{prefix}.shortcut", from, to, new(1, stride)),
        1 => Bottleneck(x, prefix, from, to, new(3, stride), expansion: 3),
        _ => Bottleneck(x, prefix, from, to, new(5, stride), expansion: 6),
    };

    string Bottleneck(string x, string prefix, int from, int to, Window window, int expansion)
    {
        var middle = from * expansion;
        var y = _net.Relu(_net.ConvBn(x, $"{prefix}.expand", from, middle, new(1)));
        y = _net.Relu(_net.ConvBn(y, $"{prefix}.depth", middle, middle, window, groups: middle));
        y = _net.ConvBn(y, $"{prefix}.point", middle, to, new(1));
        return window.Stride == 1 ? _net.Sum([y, x]) : y;
    }
}
