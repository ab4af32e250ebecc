using System.Globalization;
using System.Text.RegularExpressions;
using OnnxZc.Graphs;

namespace OnnxZc.Search.Benchmarks;

/// <summary>
/// Finds published architectures for models: by the architecture itself, or else by the canonical one, since tables
/// often have one of several that build the same network.
/// </summary>
/// <param name="space">The space.</param>
/// <param name="texts">The architectures that were published.</param>
sealed partial class BenchmarkModels(ISearchSpace space, IEnumerable<string> texts)
{
    readonly HashSet<string> _texts = texts.ToHashSet(StringComparer.Ordinal);

    Dictionary<string, string> Canonical => field ??= _texts.Order(StringComparer.Ordinal)
        .GroupBy(text => space.Canonical(new(space.Name, text)).Text)
        .ToDictionary(group => group.Key, group => group.First(), StringComparer.Ordinal);

    /// <summary>The text of the architecture that stands for a model; null where there is none.</summary>
    /// <param name="model">
    /// A network of the space without a file, or one of its files: these tell by their names, <c>nb201-04421.onnx</c>,
    /// or by their metadata.
    /// </param>
    public string? Find(string model)
    {
        if (Of(model) is not { } architecture)
            return null;
        return _texts.Contains(architecture.Text)
            ? architecture.Text
            : Canonical.GetValueOrDefault(space.Canonical(architecture).Text);
    }

    Architecture? Of(string model)
    {
        if (SpaceSelection.Find(model) is { } network)
            return network.Space == space ? network.Architecture : null;
        try
        {
            if (Numbered().Match(Path.GetFileName(model)) is { Success: true } name
                && name.Groups["space"].Value == space.Name && space.Size is not null)
                return space.At(long.Parse(name.Groups["index"].Value, CultureInfo.InvariantCulture));
            if (!File.Exists(model))
                return null;
            var metadata = OnnxReader.Read(model).Metadata;
            return metadata.GetValueOrDefault("onnxzc.space") == space.Name
                && metadata.TryGetValue("onnxzc.architecture", out var text)
                ? space.Parse(text)
                : null;
        }
        catch (Exception e) when (e is ArchitectureException or ModelException or OverflowException)
        {
            return null;
        }
    }

    [GeneratedRegex(@"^(?<space>[a-z][a-z0-9_]*)-(?:.*-)?(?<index>\d+)\.onnx$")]
    private static partial Regex Numbered();
}
