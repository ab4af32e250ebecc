namespace OnnxZc.Passes.Planning;

/// <summary>What a pass will cost.</summary>
/// <param name="Cost">In forward and backward passes of the batch.</param>
/// <param name="Bytes">The tensors that are alive at once, weights included.</param>
readonly record struct PassEstimate(double Cost, double Bytes)
{
    // Buffers inside of operators are not in an estimate, nor is what the graph hides from shape inference.
    const double FarBeyond = 2;

    // What the runtime, both engines and their code take, measured with ResNet-18.
    const double Process = 768 << 20;

    const double Mebibyte = 1 << 20;

    /// <summary>Such as <c>cost 1.33, about 120 MiB</c>.</summary>
    public override string ToString() => this == default
        ? "does not apply"
        : FormattableString.Invariant($"cost {Cost:0.##}, about {Size(Bytes)}");

    /// <summary>The passes one after the other.</summary>
    public static PassEstimate Sum(IEnumerable<PassEstimate> passes) => passes.Aggregate(
        default(PassEstimate), (sum, pass) => new(sum.Cost + pass.Cost, Math.Max(sum.Bytes, pass.Bytes)));

    /// <summary>What it takes at least where the batch runs in parts.</summary>
    public PassEstimate InParts(int parts) => this with { Bytes = Bytes / parts };

    /// <summary>Whether it is so much more than <paramref name="limit"/> that it need not be tried.</summary>
    public bool IsFarBeyond(long? limit) => Bytes > FarBeyond * limit;

    /// <summary>
    /// Whether, with what the process takes besides, it may well be more than <paramref name="limit"/>.
    /// </summary>
    public bool IsTight(long? limit) =>
        limit is { } most && FarBeyond * Bytes > Math.Max(most - Process, most / 4.0);

    /// <summary>What to say of <paramref name="what"/> then, and the way out.</summary>
    public string Excess(string what, long limit) =>
        $"{what} would take about {Size(Bytes)} of memory and may take {Size(limit)}: use a smaller --batch-size, or "
        + "give more by --max-memory";

    /// <summary>Bytes for people, such as <c>1.5 GiB</c>.</summary>
    public static string Size(double bytes) => bytes switch
    {
        < Mebibyte => FormattableString.Invariant($"{Math.Ceiling(bytes / 1024)} KiB"),
        < 1024 * Mebibyte => FormattableString.Invariant($"{bytes / Mebibyte:0} MiB"),
        _ => FormattableString.Invariant($"{bytes / 1024 / Mebibyte:0.#} GiB"),
    };
}
