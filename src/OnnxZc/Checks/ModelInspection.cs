using System.Security.Cryptography;
using OnnxZc.Graphs;
using OnnxZc.Graphs.Counting;
using OnnxZc.Graphs.Details;
using OnnxZc.Graphs.Files;
using OnnxZc.Graphs.Inference;
using OnnxZc.Graphs.Rewriting;

namespace OnnxZc.Checks;

/// <summary>Makes ready what static rules look at, without native code.</summary>
static class ModelInspection
{
    static readonly ScoreOptions OneSample = new() { Proxies = [], BatchSize = 1 };

    /// <summary>
    /// A model with all that its file tells. Weights in other files are not read, unless the graph's shapes depend on
    /// them.
    /// </summary>
    /// <param name="path">The file, relative to the repository's root, with slashes.</param>
    /// <param name="fullPath">The file, as it is opened.</param>
    /// <param name="limits">What the file may cost.</param>
    /// <param name="dimensions">Sizes for free dimensions, as <see cref="ScoreOptions.Dimensions"/>.</param>
    public static CheckedModel Of(
        string path, string fullPath, ReadLimits limits, IReadOnlyDictionary<string, long>? dimensions = null)
    {
        var model = new CheckedModel { Path = path, FullPath = fullPath };
        var options = dimensions is null ? OneSample : OneSample with { Dimensions = dimensions };
        try
        {
            return Inspected(model, options with { Limits = limits with { ExternalData = ExternalDataMode.Off } });
        }
        catch (ModelException unread) when (unread.Code == ModelErrorCode.ExternalData)
        {
            return Inspected(model, options with { Limits = limits });
        }
    }

    static CheckedModel Inspected(CheckedModel model, ScoreOptions options)
    {
        InspectedFile file;
        try
        {
            file = OnnxReader.Inspect(model.FullPath, options.Limits);
        }
        catch (Exception error) when (Failure.Of(error) is { } failure)
        {
            return Hashed(model) with { Error = ErrorOf(failure) };
        }

        model = model with { Bytes = file.Length, FileHash = file.Hash, Details = file.Details };
        if (file.File is not { } read)
            return model with { Error = ErrorOf(Failure.Of(file.Error!)!) };
        try
        {
            return Examined(model, read, options);
        }
        catch (Exception error) when (!IsUnread(error, options) && Failure.Of(error) is { } failure)
        {
            return model with { Error = ErrorOf(failure) };
        }
    }

    static bool IsUnread(Exception error, ScoreOptions options) =>
        error is ModelException { Code: ModelErrorCode.ExternalData }
        && options.Limits.ExternalData == ExternalDataMode.Off;

    static CheckedModel Examined(CheckedModel model, ModelFile file, ScoreOptions options)
    {
        model = model with
        {
            File = file,
            GraphHash = GraphHash.Of(file.Graph),
            Subject = new(file, ConstantFolder.Fold(file.Graph), BatchForm.Fixed, _ => true),
        };
        try
        {
            // One sample is wanted: a batch of one need not be freed, which is the dearest part of large graphs.
            var graphs = PreparedGraphs.Of(file.Graph, options, keepsBatch: BatchAxis.SizeOf(file.Graph) == 1);
            var inputs = new PreparedInputs(graphs.Request, options.Data, needsBatch: false);
            var shapes = ShapeInference.Infer(graphs.Native, inputs.Shapes);
            model = model with { Shaped = graphs.Native, Shapes = shapes };
            return model with { Counts = MacCounter.Count(graphs.Native, shapes) };
        }
        catch (Exception error) when (!IsUnread(error, options) && Failure.Of(error) is { } failure)
        {
            return model with { ShapeError = ErrorOf(failure) };
        }
    }

    // A file that is no model has a hash too, by which a waiver may name it.
    static CheckedModel Hashed(CheckedModel model)
    {
        try
        {
            using var file = RegularFile.Open(model.FullPath);
            return model with { Bytes = file.Length, FileHash = Convert.ToHexStringLower(SHA256.HashData(file)) };
        }
        catch (Exception unreadable) when (unreadable is ModelException or IOException)
        {
            return model;
        }
    }

    static ModelError ErrorOf(Failure failure) =>
        failure.Error ?? new(ModelErrorCode.TooLarge, failure.Reason);
}
