using System.Globalization;
using System.Text;

namespace OnnxZc.Checks.Policies;

/// <summary>A first policy for the models that are there: with comments, and limits above what they have.</summary>
static class PolicyDraft
{
    const double Headroom = 1.25;

    static readonly (string Rule, string Number, string What)[] _limits =
    [
        ("max-params", "params", "parameters"),
        ("max-macs", "macs", "multiply-accumulates for one sample"),
        ("max-file-size", "bytes", "bytes of the file and of its weights in other files"),
    ];

    /// <summary>The text of the policy.</summary>
    /// <param name="models">The models.</param>
    public static string Of(IReadOnlyList<ModelSizes> models)
    {
        var text = new StringBuilder();
        text.Append("""
            # What this repository demands of its ONNX models. Check them by: onnxzc check
            # Every key: docs/ci.md of onnxzc. Every rule: onnxzc list rules, and onnxzc explain RULE.

            # The models, as globs relative to this file; !GLOB leaves some out. A glob that matches none is an error.
            models:

            """);
        foreach (var glob in Globs(models))
            text.Append(CultureInfo.InvariantCulture, $"  - {Quoted(glob)}\n");
        text.Append("""

            # How models are scored: the options of onnxzc score without their dashes. Without proxies none is scored.
            # settings:
            #   proxies: [synflow, nwot]
            #   batch-size: 16
            #   seed: 0

            # The rules: error, warn or off, or a map with settings. Rules that are not named have their own level.
            rules:

            """);
        foreach (var (rule, number, what) in _limits)
            text.Append(Limit(models, rule, number, what));
        text.Append(Opsets(models));
        text.Append("""
              unused-initializer: warn

            # Other rules for some models; the last that names a model wins.
            # overrides:
            #   - models: ['large/**']
            #     rules:
            #       max-params: {limit: 8G}

            # What is excused, why, and until when; sha256 makes a waiver end when the file changes.
            # waivers:
            #   - rule: max-params
            #     model: old/huge.onnx
            #     reason: to be replaced
            #     until: 2030-12-31

            # Reports to write besides exit codes; - is stdout.
            # outputs:
            #   sarif: onnxzc.sarif

            # The level from which violations fail the check: warn, error or off.
            fail-level: error

            """);
        return text.ToString();
    }

    // The folders that models lie in, but no more than are easily read.
    static IEnumerable<string> Globs(IReadOnlyList<ModelSizes> models)
    {
        const int Few = 5;
        string[] tops =
        [
            .. models.Select(model => model.Path.IndexOf('/') is >= 0 and var at ? model.Path[..at] : "")
                .Distinct()
                .Order(StringComparer.Ordinal),
        ];
        return tops.Length is 0 or > Few || tops.Any(Naming.GlobPattern.Is)
            ? [Policy.EveryModel]
            : tops.Select(top => top.Length == 0 ? "*.onnx" : $"{top}/**/*.onnx");
    }

    static string Limit(IReadOnlyList<ModelSizes> models, string rule, string number, string what)
    {
        var largest = models.Where(model => model.Numbers.ContainsKey(number))
            .MaxBy(model => model.Numbers[number]);
        if (largest is null)
            return $"  # {rule}: {{limit: ...}}   # {what}\n";
        var value = largest.Numbers[number];
        var comment = $"{what}; the largest is {OneLine(largest.Path)} with {Shown(value)}";
        var unit = number == "bytes" ? "B" : "";
        return $"  {rule}: {{limit: {Rounded(value * Headroom, unit)}}}   # {comment}\n";
    }

    static string Opsets(IReadOnlyList<ModelSizes> models)
    {
        int[] opsets = [.. models.Select(model => model.Opset).OfType<int>()];
        return opsets.Length == 0
            ? ""
            : string.Create(
                CultureInfo.InvariantCulture,
                $"  opset-range: {{min: {opsets.Min()}, max: {opsets.Max()}}}   # what the models have now\n");
    }

    // Up to two significant digits, such as 340k, 15M or 1.2G.
    static string Rounded(double value, string ofWhat)
    {
        var digits = Math.Max(0, (int)Math.Floor(Math.Log10(Math.Max(1, value))) - 1);
        var step = Math.Pow(10, digits);
        var up = Math.Ceiling(value / step) * step;
        var (scale, unit) = up switch
        {
            >= 1e9 => (1e9, "G"),
            >= 1e6 => (1e6, "M"),
            >= 1e3 => (1e3, "k"),
            _ => (1.0, ""),
        };
        return (up / scale).ToString("0.##", CultureInfo.InvariantCulture) + unit + ofWhat;
    }

    static string Shown(double value) => value.ToString("#,##0", CultureInfo.InvariantCulture);

    static string Quoted(string text) => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";

    static string OneLine(string path) =>
        string.Concat(path.Select(c => char.IsControl(c) || c is '\u2028' or '\u2029' or '\u0085' ? '?' : c));
}
