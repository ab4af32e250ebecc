namespace OnnxZc.Tests.Proxies;

/// <summary>A value that arithmetic does not determine within the tolerance of its case.</summary>
/// <param name="Case">The case.</param>
/// <param name="Proxy">The proxy.</param>
/// <param name="Reason">What makes it hang on rounding.</param>
/// <param name="Exact">What the formula gives in double precision, where the reference was not run so.</param>
sealed record GoldenException(string Case, string Proxy, string Reason, double? Exact = null)
{
    const string Kernel =
        "rounding of the gradients moves the smallest eigenvalue, and the reference's kernel is in single precision";

    const string Signs = "gradients that are rounding around 0 have signs too";

    const string Ratios = "weights whose gradients agree between parts to the last bits make up the sum";

    const string Perturbation = "the perturbed input is rounded to single precision, which few units of ReLU6 let pass";

    const string Slope = "the slope 1/6 of HardSigmoid is in single precision in the file, and the sum amplifies it";

    /// <summary>
    /// In single precision. The reference's formulas, written in plain PyTorch, give our values on one and the same
    /// machine, and leave the tolerance as far when oneDNN or OpenBLAS runs kernels for another processor.
    /// </summary>
    public static IReadOnlyList<GoldenException> Single { get; } =
    [
        new("nb201_full16", "ntk_ale", Kernel, -29.1489031758305),
        new("nb201_full16", "tenas_ale", Kernel, 16 - 29.1489031758305),
        new("nb201_full16_folded", "ntk_cond", Kernel, 12.51275651578447),
        new("nb201_full16_folded", "gradsign_sum", Signs, 1781873),
        new("nb201_full16_folded", "gradsign_mean", Signs, 1781873 / 583472.0),
        new("pcv_densenet40_folded", "zico", Ratios),
        new("tv_mobilenetv3_small_w035_folded", "zico4", Ratios),
    ];

    /// <summary>In double precision.</summary>
    public static IReadOnlyList<GoldenException> Double { get; } =
    [
        new("hnas_darts_c4", "gradsign_mean", Signs),
        new("pcv_mobilenetv2_wd4", "gradsign_mean", Signs),
        new("pcv_mobilenetv2_wd4_folded", "zen", Perturbation),
        new("pcv_mobilenetv2_wd4_folded", "zen_filestats", Perturbation),
        new("tv_mobilenetv3_small_w035", "zico", Slope),
    ];
}
