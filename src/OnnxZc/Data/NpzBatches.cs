using OnnxZc.Graphs;

namespace OnnxZc.Data;

/// <summary>
/// Samples and labels from a NumPy .npz file. The file is taken whole unless a batch size is asked for. A model with
/// several inputs is fed by the arrays that bear the inputs' names; ids, masks and the like that have none are drawn.
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
    const int MaxClasses = 1 << 20;

    readonly string _imagesKey = imagesKey ?? DefaultImagesKey;
    readonly string _labelsKey = labelsKey ?? DefaultLabelsKey;
    readonly Lazy<string> _hash = new(() => DataFile.Hash(path));

    /// <summary>Which samples; of a balanced draw one of each class unless a batch size is asked for.</summary>
    public DrawOrder Draw { get; init; }

    /// <summary>
    /// <c>npz:</c> and the SHA-256 of the file, then <c>#images,labels</c> where the arrays have other names, and the
    /// draw where it is not of the first.
    /// </summary>
    /// <exception cref="DataException">The file cannot be read.</exception>
    public string Fingerprint => string.Concat(
        $"npz:{_hash.Value}",
        (_imagesKey, _labelsKey) == (DefaultImagesKey, DefaultLabelsKey) ? "" : $"#{_imagesKey},{_labelsKey}",
        Draw == DrawOrder.First ? "" : $";draw={Draw}".ToLowerInvariant());

    /// <summary>Where samples are shuffled, or there are no labels, which are drawn then.</summary>
    public bool IsSeeded
    {
        get
        {
            using var archive = NpzArchive.Open(path);
            return Draw != DrawOrder.First || (labelsKey is null && !archive.Keys.Contains(_labelsKey));
        }
    }

    /// <inheritdoc/>
    public Batch Read(BatchRequest request)
    {
        using var archive = NpzArchive.Open(path);
        return Draw == DrawOrder.First ? ReadFirst(archive, Wanted(request), request) : ReadDrawn(archive, request);
    }

    Batch ReadFirst(NpzArchive archive, long? count, BatchRequest request)
    {
        var (inputs, samples) = ReadInputs(archive, count, request);
        return new(
            DrawnRest.Complete(inputs, request, (int)samples), ReadLabels(archive, samples, whole: count is null));
    }

    Batch ReadDrawn(NpzArchive archive, BatchRequest request)
    {
        // The model's own batch is that of the drawn samples, not of the file.
        var free = request with { Inputs = [.. request.Inputs.Select(FreeBatch)] };
        var (inputs, total) = ReadInputs(archive, null, free);
        var labels = ReadLabels(archive, total, whole: true);
        var classes = labels is { Length: > 0 } ? labels.Max() + 1 : 0;
        if (classes > MaxClasses || labels?.Min() < 0)
            throw new DataException($"array '{_labelsKey}' of '{path}' has labels that are no classes: draw the first");
        var count = Wanted(request) ?? (Draw == DrawOrder.Balanced ? classes : total);
        var positions = new SampleDraw(Draw, (int)count, request.Seed).From(total, labels, (int)classes, $"'{path}'");
        var drawn = inputs.ToDictionary(
            pair => pair.Key, pair => Rows(pair.Key, pair.Value, positions, total), StringComparer.Ordinal);
        return new(
            DrawnRest.Complete(drawn, request, positions.Length),
            labels is null ? null : [.. positions.Select(position => labels[position])]);
    }

    static ValueInfo FreeBatch(ValueInfo input) => input.Shape.IsDefaultOrEmpty
        ? input
        : input with { Shape = input.Shape.SetItem(0, new(null, null)) };

    TensorData Rows(string input, TensorData data, int[] positions, long total)
    {
        if (data.Shape.Length == 0)
            return data;
        if (data.Shape[0] != total)
        {
            throw new DataException(
                $"the array for input '{input}' of '{path}' has {data.Shape[0]} rows, another has {total}: "
                + "draw the first, or give as many");
        }

        var length = (int)(data.Bytes.Length / data.Shape[0]);
        var bytes = new byte[checked(length * positions.Length)];
        for (var i = 0; i < positions.Length; i++)
            data.Bytes.Span.Slice(positions[i] * length, length).CopyTo(bytes.AsSpan(i * length));
        return new(data.Type, data.Shape.SetItem(0, positions.Length), bytes);
    }

    (Dictionary<string, TensorData> Inputs, long Samples) ReadInputs(
        NpzArchive archive, long? count, BatchRequest request)
    {
        var inputs = new Dictionary<string, TensorData>(StringComparer.Ordinal);
        var wanted = request.Inputs
            .Where(input => archive.Keys.Contains(input.Name) || DrawnRest.IsData(request)(input))
            .ToArray();
        foreach (var (input, key) in Assign(wanted, archive.Keys))
        {
            var data = archive.Read(key, count);
            inputs[input.Name] = InputFit.Fit(data, input, request, $"array '{key}' of '{path}'");
        }

        return (inputs, inputs.Values.FirstOrDefault(data => data.Shape.Length > 0)?.Shape[0] ?? 1);
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
