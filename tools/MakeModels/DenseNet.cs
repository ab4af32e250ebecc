using OnnxZc.Graphs;

namespace OnnxZc.MakeModels;

/// <summary>
/// DenseNet-40 (Huang et al., 2016), growth rate 12, without bottlenecks or compression, for 32x32 images of 10
/// classes.
/// </summary>
static class DenseNet
{
    const int Growth = 12;
    const int LayersPerBlock = 12;

    public static Graph Build(string name, int opset)
    {
        var l = new LayerBuilder(name, opset);
        var (x, width) = (l.Conv(l.Image(3, 32), "stem.conv", 3, 16), 16);
        for (var block = 1; block <= 3; block++)
        {
            for (var layer = 0; layer < LayersPerBlock; layer++, width += Growth)
                x = l.Node("Concat", [x, Unit(l, x, $"b{block}.{layer}", width, Growth, kernel: 3)], [("axis", 1)]);
            if (block < 3)
                x = l.AveragePool(Unit(l, x, $"t{block}", width, width, kernel: 1), kernel: 2, stride: 2);
        }

        return l.Classify(l.Relu(l.BatchNorm(x, "last.bn", width)), width, 10);
    }

    static string Unit(LayerBuilder l, string x, string name, int from, int to, int kernel) =>
        l.Conv(l.Relu(l.BatchNorm(x, $"{name}.bn", from)), $"{name}.conv", from, to, kernel);
}
