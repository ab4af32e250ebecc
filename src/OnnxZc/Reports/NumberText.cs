using System.Globalization;

namespace OnnxZc.Reports;

/// <summary>Numbers as text, the same in every culture.</summary>
static class NumberText
{
    const double LargestInFull = 1e12;

    /// <summary>For people: whole numbers below 10^12 in full, others to six significant digits.</summary>
    public static string Short(double value) => Math.Abs(value) < LargestInFull && Math.Truncate(value) == value
        ? ((long)value).ToString(CultureInfo.InvariantCulture)
        : value.ToString("G6", CultureInfo.InvariantCulture).ToLowerInvariant();

    /// <summary>A deviation to two significant digits.</summary>
    public static string Deviation(double value) =>
        value.ToString("G2", CultureInfo.InvariantCulture).ToLowerInvariant();

    /// <summary>For programs: the shortest text that reads back as the same number.</summary>
    public static string Exact(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    /// <summary>An error's magnitude, such as <c>3.1e-06</c>.</summary>
    public static string Magnitude(double value) => value == 0
        ? "0"
        : value.ToString("0.0e-00", CultureInfo.InvariantCulture);

    /// <summary>A share of 1 as a percentage that is never rounded up to 100.</summary>
    public static string Percent(double share) =>
        (Math.Floor(share * 1000) / 10).ToString("0.#", CultureInfo.InvariantCulture) + " %";
}
