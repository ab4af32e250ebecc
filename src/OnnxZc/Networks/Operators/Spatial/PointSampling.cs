using OnnxZc.Graphs;
using TorchSharp;
using Tensor = TorchSharp.torch.Tensor;

namespace OnnxZc.Networks.Operators.Spatial;

/// <summary>
/// Values between the elements of maps [N, C, D1, …, Dr]. Made of picks and products, so that it can be differentiated
/// twice, by the map and by the positions.
/// </summary>
/// <param name="mode"><c>nearest</c>, <c>linear</c> or <c>cubic</c>.</param>
/// <param name="padding">What stands outside: <c>zeros</c>, <c>border</c> or <c>reflection</c>.</param>
/// <param name="alignCorners">Whether reflection happens at the middle of the last element, not at its end.</param>
sealed class PointSampling(string mode, string padding, bool alignCorners)
{
    const double CubicA = -0.75;

    readonly record struct Tap(Tensor Index, Tensor Weight);

    /// <param name="x">The maps, [N, C, D1, …, Dr].</param>
    /// <param name="positions">Per spatial dimension, in elements: [N, P].</param>
    /// <returns>[N, C, P].</returns>
    public Tensor Sample(Tensor x, Tensor[] positions)
    {
        var sizes = x.shape[2..];
        var flat = x.flatten(2);
        IEnumerable<Tap> corners = [new(torch.zeros_like(positions[0], dtype: torch.int64), positions[0].ones_like())];
        for (var i = 0; i < sizes.Length; i++)
        {
            var stride = TensorData.CountOf(sizes[(i + 1)..]);
            var taps = Taps(positions[i], sizes[i]);
            corners = [.. corners.SelectMany(corner => taps.Select(tap =>
                new Tap(corner.Index + (tap.Index * stride), corner.Weight * tap.Weight)))];
        }

        return corners.Select(corner => Picked(flat, corner)).Aggregate((sum, term) => sum + term);
    }

    static Tensor Picked(Tensor flat, Tap corner)
    {
        var index = corner.Index.unsqueeze(1).expand(flat.shape[0], flat.shape[1], corner.Index.shape[1]);
        return flat.gather(2, index) * corner.Weight.unsqueeze(1);
    }

    Tap[] Taps(Tensor position, long size)
    {
        var at = Bounded(mode == "nearest" ? position.round() : position, size);
        if (mode == "nearest")
            return [Inside(at, at.ones_like(), size)];

        var left = at.detach().floor();
        var part = at - left;
        if (mode == "linear")
            return [Inside(left, 1 - part, size), Inside(left + 1, part, size)];
        return
        [
            Inside(left - 1, Far(part + 1), size),
            Inside(left, Near(part), size),
            Inside(left + 1, Near(1 - part), size),
            Inside(left + 2, Far(2 - part), size),
        ];
    }

    static Tensor Near(Tensor x) => ((((CubicA + 2) * x) - (CubicA + 3)) * x * x) + 1;

    static Tensor Far(Tensor x) => (((((CubicA * x) - (5 * CubicA)) * x) + (8 * CubicA)) * x) - (4 * CubicA);

    // At a border the neighbours are bounded, not the position.
    Tensor Bounded(Tensor position, long size) => padding == "reflection" ? Reflected(position, size) : position;

    Tensor Reflected(Tensor position, long size)
    {
        var (low, range) = alignCorners ? (0.0, size - 1.0) : (-0.5, size);
        if (range == 0)
            return position * 0;
        var distance = (position - low).abs().remainder(2 * range);
        return torch.where(distance > range, (2 * range) - distance, distance) + low;
    }

    Tap Inside(Tensor index, Tensor weight, long size)
    {
        var whole = index.detach();
        if (padding == "reflection")
            whole = Reflected(whole, size).round();
        else if (padding == "zeros")
            weight *= whole.ge(0).logical_and(whole.le(size - 1)).to_type(weight.dtype);
        return new(whole.to_type(torch.int64).clamp(0, size - 1), weight);
    }
}
