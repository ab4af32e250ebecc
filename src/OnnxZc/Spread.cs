namespace OnnxZc;

/// <summary>How far the repeats of one score lie apart.</summary>
/// <param name="Repeats">How many there were.</param>
/// <param name="Values">How many of them have a value; of fewer than all, the score's reason tells why.</param>
/// <param name="Deviation">The sample standard deviation (over n - 1); null for fewer than two values.</param>
/// <param name="Minimum">The smallest value; null for none.</param>
/// <param name="Maximum">The largest value; null for none.</param>
public sealed record Spread(int Repeats, int Values, double? Deviation, double? Minimum, double? Maximum)
{
    /// <summary>The mean and the spread of <paramref name="values"/>, which are finite.</summary>
    /// <param name="values">What the repeats gave.</param>
    /// <param name="repeats">How many repeats there were.</param>
    internal static (double? Mean, Spread Spread) Of(IReadOnlyList<double> values, int repeats)
    {
        if (values.Count == 0)
            return (null, new(repeats, 0, null, null, null));
        // A power of two scales without rounding; the squares of raw synflow values may exceed any double.
        var largest = values.Max(Math.Abs);
        var exponent = largest > 0 ? Math.ILogB(largest) : 0;
        double mean = 0, squares = 0;
        for (var i = 0; i < values.Count; i++)
        {
            var value = Math.ScaleB(values[i], -exponent);
            var step = value - mean;
            mean += step / (i + 1);
            squares += step * (value - mean);
        }

        double? deviation = values.Count > 1
            ? Math.ScaleB(Math.Sqrt(squares / (values.Count - 1)), exponent)
            : null;
        return (
            Math.ScaleB(mean, exponent),
            new(repeats, values.Count, deviation, values.Min(), values.Max()));
    }
}
