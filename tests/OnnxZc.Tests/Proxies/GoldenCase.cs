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

    /// <summary>The proxies that count: known bugs of reference codes are kept for information.</summary>
    public IEnumerable<string> Names => Proxies.EnumerateObject()
        .Where(entry => !entry.Value.TryGetProperty("optional", out var optional) || !optional.GetBoolean())
        .Select(entry => entry.Name);

    /// <summary>The values that stand for the network's stages, or null.</summary>
    public IReadOnlyList<string>? Features =>
        Expected.TryGetProperty("az_features", out var list) && list.ValueKind == JsonValueKind.Array
        && list.GetArrayLength() > 0
            ? [.. list.EnumerateArray().Select(name => name.GetString()!)]
            : null;

    /// <summary>The number under a proxy's entry, or null; the format writes infinities as strings.</summary>
    public static double? Number(JsonElement entry, string property) => entry.TryGetProperty(property, out var value)
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
