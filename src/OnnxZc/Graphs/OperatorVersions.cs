using System.Collections.Frozen;

namespace OnnxZc.Graphs;

/// <summary>
/// The opsets in which each operator of the default domain was defined anew, from the embedded table that
/// <c>tools/make-operator-versions</c> writes.
/// </summary>
static class OperatorVersions
{
    /// <summary>The oldest opset of the default domain that is read.</summary>
    public const int Oldest = 1;

    /// <summary>The newest opset of the default domain that is read, and the last one in the table.</summary>
    public const int Newest = 26;

    /// <summary>The domain of ONNX Runtime's own operators; each has one version.</summary>
    public const string Microsoft = "com.microsoft";

    // ONNX Runtime writes these into the default domain at any opset, as version 1.
    static readonly string[] Runtime = ["LayerNormalization", "SimplifiedLayerNormalization"];

    static readonly FrozenDictionary<string, int[]> Table = Load();

    /// <summary>
    /// The since-version of the definition that <paramref name="opset"/> gives to an operator. In domains other than
    /// the default one it is the opset itself.
    /// </summary>
    /// <exception cref="ModelException">The opset has no such operator; the message says when it was.</exception>
    public static int Resolve(string domain, string type, int opset) =>
        TryResolve(domain, type, opset, out var version)
            ? version
            : throw new ModelException(
                ModelErrorCode.UnsupportedOperator,
                $"opset {opset} has no {type}: {WhyNot(type, opset)}")
            {
                Operator = type,
            };

    /// <summary>As <see cref="Resolve"/>, without the exception.</summary>
    public static bool TryResolve(string domain, string type, int opset, out int version)
    {
        version = domain == Microsoft ? 1 : opset;
        if (domain.Length > 0)
            return true;
        version = Table.GetValueOrDefault(type, []).LastOrDefault(since => Math.Abs(since) <= opset);
        if (version == 0 && Runtime.Contains(type))
            version = 1;
        return version > 0;
    }

    /// <summary>Why the default domain has no <paramref name="type"/> at <paramref name="opset"/>.</summary>
    public static string WhyNot(string type, int opset) => Table.GetValueOrDefault(type) switch
    {
        null => "ONNX defines no such operator",
        var versions when versions[0] > opset => $"it appeared in opset {versions[0]}",
        var versions => $"it was withdrawn in opset {-versions[^1]}",
    };

    static FrozenDictionary<string, int[]> Load()
    {
        using var stream = typeof(OperatorVersions).Assembly.GetManifestResourceStream("OperatorVersions.tsv")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => line.Split('\t'))
            .ToFrozenDictionary(cells => cells[0], cells => Array.ConvertAll(cells[1].Split(','), int.Parse));
    }
}
