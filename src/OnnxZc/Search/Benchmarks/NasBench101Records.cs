using System.Text.Json;
using OnnxZc.Comparisons;

namespace OnnxZc.Search.Benchmarks;

/// <summary>
/// NAS-Bench-101 as published, a TFRecord file: each record is a JSON list of module hash, epochs, adjacency bits,
/// operations and, in base64, a protobuf message of results, one record per repeat.
/// </summary>
sealed class NasBench101Records : IBenchmarkFormat
{
    const int UsualEpochs = 108;

    static readonly string[] _metrics = ["train", "val", "test"];

    /// <inheritdoc/>
    public string Title => "NAS-Bench-101 as published: accuracies by epochs, means over repeats";

    /// <inheritdoc/>
    public IReadOnlyList<string> Files => ["nasbench_only108.tfrecord", "nasbench_full.tfrecord"];

    /// <inheritdoc/>
    public IEnumerable<BenchmarkColumn> Columns(string folder, string space) => space == "nb101"
        ? Files.Select(name => Path.Combine(folder, name)).Where(File.Exists).SelectMany(Of)
        : [];

    static IEnumerable<BenchmarkColumn> Of(string path)
    {
        int[] epochs = path.EndsWith("_full.tfrecord", StringComparison.Ordinal) ? [UsualEpochs, 4, 12, 36]
            : [UsualEpochs];
        foreach (var budget in epochs)
        {
            var ending = budget == UsualEpochs ? "" : $"-{budget}ep";
            for (var i = 0; i < _metrics.Length; i++)
            {
                var at = i;
                yield return Column(path, budget, $"{_metrics[i]}{ending}", result => 100 * result.Accuracies[at]);
            }

            yield return Column(path, budget, $"seconds{ending}", result => result.Seconds);
        }

        yield return Column(path, UsualEpochs, "params", result => result.Parameters);
    }

    static BenchmarkColumn Column(string path, int epochs, string metric, Func<NasBench101Result, double> of) => new(
        "cifar10",
        metric,
        $"{metric} of {Path.GetFileName(path)}",
        BenchmarkColumn.IsCost(metric),
        () => Means(path, epochs, of));

    static IEnumerable<KeyValuePair<string, double>> Means(
        string path, int epochs, Func<NasBench101Result, double> number)
    {
        var sums = new Dictionary<string, (double Sum, int Count)>(StringComparer.Ordinal);
        foreach (var record in TensorFlowRecords.Read(path))
        {
            if (Read(record, epochs, path) is not var (key, result))
                continue;
            var (sum, count) = sums.GetValueOrDefault(key);
            sums[key] = (sum + number(result), count + 1);
        }

        return sums.Select(pair => KeyValuePair.Create(pair.Key, pair.Value.Sum / pair.Value.Count));
    }

    static (string Key, NasBench101Result Result)? Read(byte[] record, int epochs, string path)
    {
        try
        {
            using var json = JsonDocument.Parse(record);
            if (json.RootElement[1].GetInt32() != epochs)
                return null;
            var bits = json.RootElement[2].GetString()!;
            var operations = json.RootElement[3].GetString()!.Split(',');
            var rows = bits.Chunk(operations.Length).Select(row => new string(row));
            var names = operations.Select(name => name.Replace("-bn-relu", "", StringComparison.Ordinal));
            return (
                $"{string.Join('/', rows)} {string.Join(';', names)}",
                NasBench101Result.Read(Convert.FromBase64String(json.RootElement[4].GetString()!)));
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException or FormatException
            or IndexOutOfRangeException or ArgumentException)
        {
            throw new ComparisonException(
                ComparisonErrorCode.TruthUnreadable,
                $"{path} is not NAS-Bench-101: {error.Message}",
                error);
        }
    }
}
