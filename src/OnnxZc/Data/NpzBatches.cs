using OnnxZc.Graphs;

namespace OnnxZc.Data;

/// <summary>
/// Samples and labels from a NumPy .npz file. The file is taken whole unless a batch size is asked for, which takes its
/// first samples. A model with several inputs is fed by the arrays that bear the inputs' names; ids, masks and the like
/// that have none are drawn.
/// </summary>
/// <param name="path">The file.</param>
/// <param name="imagesKey">
/// The array for the model's input, samples along its first dimension; <c>images</c> when null.
/// </param>
/// <param name="labelsKey">
/// The array of classes, one integer per sample. <c>labels</c> when null, and then it may be missing; a name that is
/// given must be there.
/// </param>
public sealed class NpzBatches(string path, string? imagesKey = null, string? labelsKey = null) : IBatchSource
{
    const string DefaultImagesKey = "images";
    const string DefaultLabelsKey = "labels";

    readonly string _imagesKey = imagesKey ?? DefaultImagesKey;
    readonly string _labelsKey = labelsKey ?? DefaultLabelsKey;
    readonly Lazy<string> _hash = new(() => DataFile.Hash(path));

    /// <summary>
    /// <c>npz:</c> and the SHA-256 of the file, then <c>#images,labels</c> where the arrays have other names.
    /// </summary>
    /// <exception cref="DataException">The file cannot be read.</exception>
    public string Fingerprint => (_imagesKey, _labelsKey) == (DefaultImagesKey, DefaultLabelsKey)
        ? $"npz:{_hash.Value}"
        : $"npz:{_hash.Value}#{_imagesKey},{_labelsKey}";

    /// <summary>Only without labels, which are drawn then.</summary>
    public bool IsSeeded
    {
        get
        {
            using var archive = NpzArchive.Open(path);
            return labelsKey is null && !archive.Keys.Contains(_labelsKey);
        }
    }

    /// <inheritdoc/>
    public Batch Read(BatchRequest request)
    {
        using var archive = NpzArchive.Open(path);
        var count = Wanted(request);
        var inputs = new Dictionary<string, TensorData>(StringComparer.Ordinal);
        var wanted = request.Inputs
            .Where(input => archive.Keys.Contains(input.Name) || DrawnRest.IsData(request)(input))
            .ToArray();
        foreach (var (input, key) in Assign(wanted, archive.Keys))
        {
            var data = archive.Read(key, count);
            inputs[input.Name] = InputFit.Fit(data, input, request, $"array '{key}' of '{path}'");
        }

        var samples = inputs.Values.FirstOrDefault(data => data.Shape.Length > 0)?.Shape[0] ?? 1;
        return new(
            DrawnRest.Complete(inputs, request, (int)samples), ReadLabels(archive, samples, whole: count is null));
    }

    static long? Wanted(BatchRequest request) =>
        request.Inputs.Select(input => InputFit.FixedBatch(input, request)).FirstOrDefault(size => size != null)
        ?? request.BatchSize;

    IEnumerable<(ValueInfo Input, string Key)> Assign(IReadOnlyList<ValueInfo> inputs, IReadOnlyList<string> keys)
    {
        if (inputs.Count == 1)
        {
            var byName = imagesKey is null && !keys.Contains(_imagesKey) && keys.Contains(inputs[0].Name);
            return [(inputs[0], byName ? inputs[0].Name : _imagesKey)];
        }

        var unnamed = inputs.Where(input => !keys.Contains(input.Name)).ToList();
        if (unnamed.Count > 1)
        {
            throw new DataException(
                $"'{path}' has no arrays for the model's inputs '{string.Join("', '", unnamed.Select(i => i.Name))}': "
                + "a model with several inputs needs one array under the name of each");
        }

        return inputs.Select(input => (input, keys.Contains(input.Name) ? input.Name : _imagesKey));
    }

    long[]? ReadLabels(NpzArchive archive, long samples, bool whole)
    {
        if (labelsKey is null && !archive.Keys.Contains(_labelsKey))
            return null;
        var labels = archive.Read(_labelsKey);
        var what = $"array '{_labelsKey}' of '{path}'";
        if (!labels.IsInteger)
            throw new DataException($"{what} is {labels.Type}: labels are integers; save it with .astype('int64')");
        if (labels.Shape.Length != 1)
        {
            throw new DataException(
                $"{what} has the shape [{string.Join(", ", labels.Shape)}]: labels are one class per sample");
        }

        return labels.Count < samples || (whole && labels.Count > samples)
            ? throw new DataException($"{what} has {labels.Count} labels for {samples} samples: give one each")
            : labels.ToInt64s()[..(int)samples];
    }
}
