using System.Globalization;
using System.Text.Json;

namespace OnnxZc.Tests.Proxies;

/// <summary>What the authors' own code gives for one proxy on one case.</summary>
/// <param name="json">The entry of the proxy.</param>
/// <param name="kernel">The entry with the kernel's smallest and largest eigenvalue, for a condition number.</param>
sealed class GoldenEntry(JsonElement json, JsonElement? kernel)
{
    // Eigenvalues in single precision are rounding below this share of the largest.
    const double SinglePrecisionRatio = 1e-6;

    /// <summary>Whether it is a known bug of a reference code, kept for information.</summary>
    public bool IsOptional => json.TryGetProperty("optional", out var optional) && optional.GetBoolean();

    /// <summary>The value; null where that code fails or gives NaN or infinity.</summary>
    public double? Value =>
        (Number("value_singular_as_zero") ?? Number("value")) is { } value && double.IsFinite(value) ? value : null;

    /// <summary>
    /// The value that the same code gives in double precision; null where it was not run so, or a singular matrix made
    /// it.
    /// </summary>
    public double? Exact => json.TryGetProperty("runs", out var runs)
        && Number(runs, "f64_t1") is { } value && double.IsFinite(value)
        && !IsOfSingularKernel && Number("value_singular_as_zero") is null
            ? value
            : null;

    /// <summary>Whether that code gives NaN or infinity, also in double precision.</summary>
    public bool IsNotFinite => Number("value") is { } value && !double.IsFinite(value) && Exact is null;

    /// <summary>How far a value may be off.</summary>
    public double Tolerance => Math.Max(Number("tol_abs") ?? 0, (Number("tol_rel") ?? 0) * Math.Abs(Value ?? 0));

    /// <summary>
    /// Whether the kernel is singular in the code's single precision: the value is then rounding or what stands for it.
    /// </summary>
    public bool IsOfSingularKernel => kernel is { } entry
        && entry.TryGetProperty("gram_min_max_eig", out var ends)
        && ends[0].GetDouble() <= SinglePrecisionRatio * ends[1].GetDouble();

    double? Number(string property) => Number(json, property);

    // Infinities and NaN are strings in JSON.
    static double? Number(JsonElement json, string property) => json.TryGetProperty(property, out var value)
        ? value.ValueKind switch
        {
            JsonValueKind.Number => value.GetDouble(),
            JsonValueKind.String => value.GetString() switch
            {
                "inf" => double.PositiveInfinity,
                "-inf" => double.NegativeInfinity,
                "nan" => double.NaN,
                var text => double.Parse(text!, CultureInfo.InvariantCulture),
            },
            _ => null,
        }
        : null;
}
