using System.Collections.Concurrent;
using System.Text.Json;
using OnnxZc.Data;
using OnnxZc.Passes;

namespace OnnxZc.Tests.Proxies;

/// <summary>One network in one form with the values that the authors' own code gives on it.</summary>
sealed record GoldenCase(string Name, string Model, string Batch, JsonElement Expected)
{
    static readonly ConcurrentDictionary<string, Lazy<IReadOnlyList<Score>>> _scored = new(StringComparer.Ordinal);

    /// <summary>Every case in both forms; empty without the shared inputs.</summary>
    public static IEnumerable<GoldenCase> All { get; } = Checkout.Shared is { } shared
        ?
        [
            .. Directory.EnumerateDirectories(Path.Combine(shared, "golden"))
                .Order(StringComparer.Ordinal)
                .SelectMany(Forms),
        ]
        : [];

    JsonElement Proxies => Expected.GetProperty("proxies");

    /// <summary>The proxies that count: known bugs of reference codes are kept for information.</summary>
    public IEnumerable<string> Names => Proxies.EnumerateObject()
        .Select(entry => entry.Name)
        .Where(name => !Entry(name).IsOptional);

    /// <summary>The values that stand for the network's stages, or null.</summary>
    public IReadOnlyList<string>? Features =>
        Expected.TryGetProperty("az_features", out var list) && list.ValueKind == JsonValueKind.Array
        && list.GetArrayLength() > 0
            ? [.. list.EnumerateArray().Select(name => name.GetString()!)]
            : null;

    /// <summary>The scores of all names in single precision, computed once for all tests.</summary>
    public IReadOnlyList<Score> Scores =>
        _scored.GetOrAdd(Name, _ => new(() => Score(Names, Precision.Float32))).Value;

    /// <summary>Scores the network by the proxies given.</summary>
    public IReadOnlyList<Score> Score(IEnumerable<string> proxies, Precision precision)
    {
        var options = new ScoreOptions
        {
            Proxies = [.. proxies],
            Data = BatchSources.Parse(Batch),
            Features = Features,
            Precision = precision,
            Threads = 1,
        };
        return new Scorer(options).Score(Model).Scores;
    }

    /// <summary>What the reference gives for a proxy.</summary>
    public GoldenEntry Entry(string proxy) => new(
        Proxies.GetProperty(proxy),
        proxy switch
        {
            "condnum" or "ntk_ale" or "ntk_cond" => Proxies.GetProperty(proxy),
            "tenas_ale" => Proxies.GetProperty("ntk_ale"),
            _ => null,
        });

    /// <summary>What the reference gives for its own class of modules; null where the case has none.</summary>
    public double? OfItsOwnClass(string proxy) =>
        Proxies.TryGetProperty(proxy, out var entry) ? entry.GetProperty("value_original").GetDouble() : null;

    static IEnumerable<GoldenCase> Forms(string folder)
    {
        var name = Path.GetFileName(folder);
        foreach (var form in new[] { "", "_folded" })
        {
            var expected = Path.Combine(folder, $"expected{form}.json");
            if (File.Exists(expected))
            {
                yield return new(
                    name + form,
                    Path.Combine(folder, $"model{form}.onnx"),
                    Path.Combine(folder, "batch.npz"),
                    JsonDocument.Parse(File.ReadAllText(expected)).RootElement);
            }
        }
    }

    public override string ToString() => Name;
}
