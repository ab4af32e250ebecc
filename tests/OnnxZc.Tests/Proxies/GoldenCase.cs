using System.Globalization;
using System.Text.Json;

namespace OnnxZc.Tests.Proxies;

/// <summary>One network in one form with the values that the authors' own code gives on it.</summary>
sealed record GoldenCase(string Name, string Model, string Batch, JsonElement Expected)
{
    /// <summary>Every case in both forms; empty without the shared inputs.</summary>
    public static IEnumerable<GoldenCase> All { get; } = Checkout.Shared is { } shared
        ?
        [
            .. Directory.EnumerateDirectories(Path.Combine(shared, "golden"))
                .Order(StringComparer.Ordinal)
                .SelectMany(Forms),
        ]
        : [];

    public JsonElement Proxies => Expected.GetProperty("proxies");

    /// <summary>The number under a proxy's entry, or null; the format writes infinities as strings.</summary>
    public static double? Number(JsonElement entry, string property) => entry.TryGetProperty(property, out var value)
        ? value.ValueKind switch
        {
            JsonValueKind.Number => value.GetDouble(),
            JsonValueKind.String => double.Parse(value.GetString()!, CultureInfo.InvariantCulture),
            _ => null,
        }
        : null;

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
