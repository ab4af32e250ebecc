using OnnxZc.Graphs.Details;

namespace OnnxZc.Checks.Rules.Safety;

/// <summary>Bounds where a model may keep its weights.</summary>
sealed class ExternalDataRule : IModelRule
{
    /// <inheritdoc/>
    public RuleInfo Info { get; } = new(
        "external-data",
        RuleGroup.Safety,
        RuleNeed.Details,
        RuleLevel.Error,
        "Weights in other files lie where they may, as they are declared.")
    {
        Why =
            "A location may lead out of the repository, a link to a file that others change; without a checksum "
            + "nothing ties weights to the model.",
        Fix =
            "Save the model whole, or with its data beside it (onnx.save_model(..., save_as_external_data=True, "
            + "location='NAME.data')).",
        Parameters =
        [
            new(
                "allow",
                ParameterKind.Text,
                "Which other files may hold weights: none, those beside the model, or also those in folders beneath.",
                "beside")
            {
                Choices = ["none", "beside", "beneath"],
            },
            new(
                "checksum",
                ParameterKind.Text,
                "Whether each tensor must bear its file's SHA-1, and whether that is verified.",
                "ignored")
            {
                Choices = ["ignored", "required", "verified"],
            },
            new("links", ParameterKind.Text, "Whether the files may be links, or have several names.", "none")
            {
                Choices = ["none", "symbolic", "any"],
            },
        ],
        Passing = "external-data: { level: error, allow: beside } and a model with weights in model.data beside it",
        Failing = "a model with weights in ../secrets.bin, or in a link",
    };

    /// <inheritdoc/>
    public IEnumerable<Violation> Check(CheckedModel model, RuleSettings settings) =>
        Parts.Bounded(
        [
            .. model.Details!.DataFiles.Values.SelectMany(file => OfFile(file, settings)),
            .. model.Details.Tensors.Where(tensor => tensor.External is not null).SelectMany(tensor => OfTensor(
                tensor, tensor.External!, model.Details.DataFiles.GetValueOrDefault(tensor.External!.Location))),
            .. Unproven(model.Details, settings.Text("checksum")),
            .. Overlapping(model.Details),
        ]);

    static IEnumerable<Violation> OfFile(DataFile file, RuleSettings settings)
    {
        var (allow, links) = (settings.Text("allow"), settings.Text("links"));
        if (allow == "none")
            yield return At(file.Location, $"weights lie in '{file.Location}'; all must lie in the model file");
        else if (allow != "beneath" && file is { Path: not null, IsInSubfolder: true })
            yield return At(file.Location, $"weights lie in '{file.Location}', which is not beside the model");
        if (file.Problem is { } problem)
            yield return At(file.Location, problem);
        if (file.IsLink && links is not ("symbolic" or "any"))
            yield return At(file.Location, $"'{file.Location}' is a link, or lies behind one");
        if (file.HasOtherNames && links != "any")
            yield return At(file.Location, $"'{file.Location}' has further names (hard links): others may change it");
    }

    static IEnumerable<Violation> OfTensor(TensorDetails tensor, ExternalEntries entries, DataFile? file)
    {
        foreach (var oddity in entries.Oddities)
            yield return At(tensor.Label, $"external data of '{tensor.Label}': {oddity}");
        if (file is null)
            yield return At(tensor.Label, $"'{tensor.Label}' names external data and does not use it");
        if (entries.Length is { } length && tensor.DeclaredBytes is { } size && length != size)
            yield return At(tensor.Label, $"'{tensor.Label}' takes {size} bytes and its external data has {length}");
        if (file?.Path is null || entries.Offset is not { } offset)
            yield break;
        var needed = entries.Length ?? tensor.DeclaredBytes ?? 0;
        if (offset > file.Length - needed)
        {
            yield return At(
                tensor.Label,
                $"'{tensor.Label}' ends at {(Int128)offset + needed} of '{file.Location}', "
                + $"which has {file.Length} bytes");
        }
    }

    static IEnumerable<Violation> Unproven(FileDetails details, string? demand)
    {
        if (demand is not ("required" or "verified"))
            yield break;
        foreach (var group in details.Tensors.Where(tensor => tensor.External is not null)
            .GroupBy(tensor => tensor.External!.Location))
        {
            if (group.FirstOrDefault(tensor => tensor.External!.Checksum.Length == 0) is { } without)
                yield return At(group.Key, $"'{without.Label}' in '{group.Key}' has no checksum");
            var sums = group.Select(tensor => tensor.External!.Checksum).Where(sum => sum.Length > 0);
            if (demand == "verified" && details.DataFiles.GetValueOrDefault(group.Key) is { Path: not null } file)
            {
                var actual = file.Checksum();
                foreach (var sum in sums.Distinct().Where(sum =>
                    !sum.Equals(actual, StringComparison.OrdinalIgnoreCase)))
                {
                    yield return At(group.Key, $"'{group.Key}' has the SHA-1 {actual ?? "(unreadable)"}, not '{sum}'");
                }
            }
        }
    }

    // Tensors may share all of their bytes; parts of them they share by mistake, or to be read many times over.
    static IEnumerable<Violation> Overlapping(FileDetails details)
    {
        var ranges = details.Tensors
            .Where(tensor => tensor is { External.Offset: not null, DeclaredBytes: > 0 })
            .Select(tensor => (
                tensor.Label,
                tensor.External!.Location,
                Start: (Int128)tensor.External.Offset!.Value,
                End: (Int128)tensor.External.Offset.Value + tensor.DeclaredBytes!.Value))
            .DistinctBy(range => (range.Location, range.Start, range.End))
            .OrderBy(range => range.Location, StringComparer.Ordinal).ThenBy(range => range.Start);
        var last = (Label: "", Location: "", Start: (Int128)0, End: (Int128)0);
        foreach (var range in ranges)
        {
            if (range.Location == last.Location && range.Start < last.End)
                yield return At(range.Label, $"'{range.Label}' and '{last.Label}' overlap in '{range.Location}'");
            if (range.Location != last.Location || range.End > last.End)
                last = range;
        }
    }

    static Violation At(string part, string message) => new(message) { Part = part };
}
