using TorchSharp;
using Tensor = TorchSharp.torch.Tensor;

namespace OnnxZc.Networks.Operators.Spatial;

/// <summary>The neighbours of a region's sample points along one dimension: two per point, bin after bin.</summary>
/// <param name="Bins">How many outputs the region gives.</param>
/// <param name="PerBin">Neighbours per output: twice the sample points.</param>
/// <param name="Size">The elements of the dimension.</param>
/// <param name="Indices">The elements.</param>
/// <param name="Weights">Their weights in linear interpolation; 0 for points outside.</param>
sealed record RegionTaps(long Bins, long PerBin, long Size, long[] Indices, double[] Weights)
{
    const long MostPoints = 1 << 20;

    public static RegionTaps Of(float start, float end, long bins, long size, long sampling, bool isHalfPixel)
    {
        var offset = isHalfPixel ? 0.5f : 0;
        var length = isHalfPixel ? end - start : Math.Max(end - start, 1);
        var bin = length / bins;
        var points = sampling > 0 ? sampling : Math.Max(0, (long)MathF.Ceiling(bin));
        if (points > MostPoints / bins)
            throw new ArgumentException($"a region of length {length} needs {points} sample points per output");
        var taps = new RegionTaps(bins, 2 * points, size, new long[bins * points * 2], new double[bins * points * 2]);
        for (var i = 0L; i < bins * points; i++)
            taps.Place(i, start - offset + ((i / points) * bin) + (((i % points) + 0.5f) * bin / points));
        return taps;
    }

    /// <summary>From the dimension's elements to the mean of each bin: [bins, size].</summary>
    public Tensor Matrix(Tensor like)
    {
        var matrix = new double[Bins * Size];
        for (var i = 0; i < Indices.Length; i++)
            matrix[(i / PerBin * Size) + Indices[i]] += Weights[i] / (PerBin / 2);
        return torch.tensor(matrix, [Bins, Size], dtype: like.dtype).to(like.device);
    }

    public Tensor IndexTensor(Tensor like) => torch.tensor(Indices).to(like.device);

    public Tensor WeightTensor(Tensor like) => torch.tensor(Weights, dtype: like.dtype).to(like.device);

    void Place(long point, float position)
    {
        if (position < -1 || position > Size)
            return;
        var at = Math.Max(position, 0);
        var low = (long)at;
        if (low >= Size - 1)
            (low, at) = (Size - 1, Size - 1);
        Indices[2 * point] = low;
        Indices[(2 * point) + 1] = Math.Min(low + 1, Size - 1);
        Weights[2 * point] = 1 - (at - low);
        Weights[(2 * point) + 1] = at - low;
    }
}
