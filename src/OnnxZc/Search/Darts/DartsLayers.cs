using OnnxZc.Search.Building;

namespace OnnxZc.Search.Darts;

/// <summary>The operations of a cell.</summary>
/// <param name="net">Takes the layers.</param>
/// <param name="isSearch">As <see cref="DartsForm.IsSearch"/>.</param>
sealed class DartsLayers(NetworkBuilder net, bool isSearch)
{
    /// <summary>The value of an edge.</summary>
    public string Operation(DartsOperation operation, string x, string name, int channels, int stride) =>
        operation switch
        {
            DartsOperation.MaxPool3x3 => Pooled(net.MaxPool(x, new(3, stride)), name, channels),
            DartsOperation.AvgPool3x3 => Pooled(net.AveragePool(x, new(3, stride)), name, channels),
            DartsOperation.SkipConnect when stride == 1 => x,
            DartsOperation.SkipConnect => Reduce(x, name, channels, channels, hasFactors: !isSearch),
            DartsOperation.SepConv3x3 => Separable(x, name, channels, 3, stride),
            DartsOperation.SepConv5x5 => Separable(x, name, channels, 5, stride),
            DartsOperation.DilConv3x3 => Dilated(x, name, channels, 3, stride),
            _ => Dilated(x, name, channels, 5, stride),
        };

    /// <summary>
    /// Half the size: two convolutions 1×1 of stride 2, the second of the image moved by one row and column, side by
    /// side.
    /// </summary>
    public string Reduce(string x, string name, int from, int to, bool hasFactors = true)
    {
        x = net.Relu(x);
        var even = net.Conv(x, $"{name}.conv1", from, to / 2, new(1, 2));
        var odd = net.Conv(net.WithoutFirst(x), $"{name}.conv2", from, to / 2, new(1, 2));
        var both = net.Concat([even, odd]);
        return net.BatchNorm(both, $"{name}.bn", to, hasFactors);
    }

    string Pooled(string x, string name, int channels) =>
        isSearch ? net.BatchNorm(x, $"{name}.bn", channels, isAffine: false) : x;

    string Separable(string x, string name, int channels, int kernel, int stride)
    {
        x = Half(x, name, "1", channels, new(kernel, stride));
        return Half(x, name, "2", channels, new(kernel));
    }

    string Dilated(string x, string name, int channels, int kernel, int stride) =>
        Half(x, name, "", channels, new(kernel, stride, 2));

    string Half(string x, string name, string part, int channels, Window window)
    {
        x = net.Conv(net.Relu(x), $"{name}.depthwise{part}", channels, channels, window, channels);
        x = net.Conv(x, $"{name}.pointwise{part}", channels, channels, new(1));
        return net.BatchNorm(x, $"{name}.bn{part}", channels, !isSearch);
    }
}
