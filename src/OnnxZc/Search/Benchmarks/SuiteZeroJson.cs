using System.Text.Json;
using OnnxZc.Comparisons;

namespace OnnxZc.Search.Benchmarks;

/// <summary>
/// NAS-Bench-Suite-Zero as published: data set, architecture in NASLib's form, proxy with <c>score</c> and
/// <c>time</c>, and <c>val_accuracy</c>, which is <c>val</c> here. A score of -1e8 stands for one that failed there.
/// </summary>
sealed class SuiteZeroJson : IBenchmarkFormat
{
    const double Failed = -1e8;

    static readonly Dictionary<string, string> _files = new(StringComparer.Ordinal)
    {
        ["nb101"] = "zc_nasbench101.json",
        ["nb201"] = "zc_nasbench201.json",
        ["darts"] = "zc_nasbench301.json",
        ["tnb101_micro"] = "zc_transbench101_micro.json",
        ["tnb101_macro"] = "zc_transbench101_macro.json",
        ["nats_sss"] = "zc_natsbench.json",
    };

    /// <inheritdoc/>
    public string Title => "proxies and accuracies of NAS-Bench-Suite-Zero as published";

    /// <inheritdoc/>
    public IReadOnlyList<string> Files => [.. _files.Values.Order()];

    /// <inheritdoc/>
    public IEnumerable<BenchmarkColumn> Columns(string folder, string space)
    {
        if (!_files.TryGetValue(space, out var name) || !File.Exists(Path.Combine(folder, name)))
            yield break;
        using var document = Open(Path.Combine(folder, name));
        foreach (var member in Members(document.RootElement))
        {
            // The document is gone when the numbers are read.
            var dataset = member.Name;
            var metrics = Members(member.Value)
                .SelectMany(architecture => Members(architecture.Value))
                .SelectMany(Metrics)
                .Select(metric => metric.Name)
                .Distinct()
                .ToArray();
            foreach (var metric in metrics)
            {
                yield return new(
                    dataset,
                    metric,
                    $"{dataset}, {metric} of {name}",
                    BenchmarkColumn.IsCost(metric),
                    () => Values(Path.Combine(folder, name), dataset, metric));
            }
        }
    }

    static IEnumerable<KeyValuePair<string, double>> Values(string path, string dataset, string metric)
    {
        using var document = Open(path);
        foreach (var architecture in Members(document.RootElement.GetProperty(dataset)))
        {
            foreach (var (name, value) in Members(architecture.Value).SelectMany(Metrics))
            {
                if (name == metric && value != Failed)
                    yield return new(architecture.Name, value);
            }
        }
    }

    static IEnumerable<(string Name, double Value)> Metrics(JsonProperty member)
    {
        if (member.Name == "val_accuracy" && member.Value.ValueKind == JsonValueKind.Number)
            yield return ("val", member.Value.GetDouble());
        if (member.Value.ValueKind != JsonValueKind.Object)
            yield break;
        if (Number(member.Value, "score") is { } score)
            yield return (member.Name, score);
        if (Number(member.Value, "time") is { } seconds)
            yield return ($"{member.Name}-seconds", seconds);
    }

    static double? Number(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number
            ? value.GetDouble()
            : null;

    static IEnumerable<JsonProperty> Members(JsonElement element) =>
        element.ValueKind == JsonValueKind.Object ? element.EnumerateObject() : [];

    static JsonDocument Open(string path)
    {
        try
        {
            using var file = File.OpenRead(path);
            return JsonDocument.Parse(file);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or JsonException)
        {
            throw new ComparisonException(
                ComparisonErrorCode.TruthUnreadable, $"{path} cannot be read: {error.Message}", error);
        }
    }
}
