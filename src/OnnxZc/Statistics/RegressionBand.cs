using MathNet.Numerics.Distributions;

namespace OnnxZc.Statistics;

/// <summary>The least-squares line through points, and where it lies with 95 % certainty.</summary>
sealed class RegressionBand
{
    const double UpperTail = 0.975;

    readonly int _count;
    readonly double _meanX;
    readonly double _meanY;
    readonly double _squares;
    readonly double _slope;
    readonly double _reach;

    RegressionBand(double[] x, double[] y)
    {
        _count = x.Length;
        (_meanX, _meanY) = (x.Average(), y.Average());
        _squares = x.Sum(value => (value - _meanX) * (value - _meanX));
        _slope = x.Zip(y).Sum(pair => (pair.First - _meanX) * (pair.Second - _meanY)) / _squares;
        var residuals = x.Zip(y).Sum(pair => Math.Pow(pair.Second - Line(pair.First), 2));
        var freedom = _count - 2;
        _reach = StudentT.InvCDF(0, 1, freedom, UpperTail) * Math.Sqrt(residuals / freedom);
    }

    /// <summary>The band of points; null where there are fewer than three, or all have the same x.</summary>
    public static RegressionBand? Of(double[] x, double[] y) =>
        x.Length >= 3 && x.Max() > x.Min() ? new(x, y) : null;

    /// <summary>The line at <paramref name="x"/>, between the ends of the interval for its true height there.</summary>
    public (double Low, double Line, double High) At(double x)
    {
        var half = _reach * Math.Sqrt((1.0 / _count) + ((x - _meanX) * (x - _meanX) / _squares));
        return (Line(x) - half, Line(x), Line(x) + half);
    }

    double Line(double x) => _meanY + (_slope * (x - _meanX));
}
