using System.Collections.Immutable;
using System.Globalization;
using OnnxZc.Graphs;
using OnnxZc.Graphs.Counting;
using OnnxZc.Graphs.Inference;
using OnnxZc.Graphs.Rewriting;
using OnnxZc.Search;
using OnnxZc.Search.Building;

namespace OnnxZc.Cli.Cells;

/// <summary>A network of a search space as a file, and what a manifest says of it.</summary>
/// <param name="Index">Its number in the space's published order; null where the space has none.</param>
/// <param name="Encoding">The architecture in the space's first encoding.</param>
/// <param name="File">The file's name.</param>
/// <param name="Bytes">The file's length.</param>
/// <param name="GraphHash">The graph's hash.</param>
/// <param name="Parameters">The number of parameters.</param>
/// <param name="Macs">Multiply-accumulates for one sample.</param>
/// <param name="Settings">Form and settings, with those that are the space's own.</param>
/// <param name="Weights">How the weights were drawn; <c>none</c> where the file has none.</param>
/// <param name="Version">The version of what built the graph.</param>
sealed record ExportedNetwork(
    long? Index,
    string Encoding,
    string File,
    long Bytes,
    string GraphHash,
    long Parameters,
    double Macs,
    string Settings,
    string Weights,
    int Version)
{
    /// <summary>Builds a network, writes it and counts it.</summary>
    /// <param name="model">The network.</param>
    /// <param name="form">How it is written.</param>
    /// <param name="path">The file.</param>
    /// <exception cref="ArchitectureException">The network cannot be built.</exception>
    /// <exception cref="UsageException">The file cannot be written.</exception>
    public static ExportedNetwork Write(SpaceModel model, ExportForm form, string path)
    {
        var graph = form.Of(model.Build());
        var counts = Count(graph);
        using var file = OutputFile.Open(path);
        OnnxWriter.Write(graph, file.Stream, Metadata(model, form));
        var bytes = file.Stream.Length;
        file.Commit();
        return new(
            model.Index,
            model.Architecture.Text,
            Path.GetFileName(path),
            bytes,
            Graphs.GraphHash.Of(graph),
            counts.Parameters,
            counts.Macs,
            SettingsOf(model),
            form.Text,
            NetworkBuilder.Version);
    }

    /// <summary>All settings of a network, with those that are the space's own.</summary>
    public static string SettingsOf(SpaceModel model) =>
        SettingsText.Print(model.Settings.Over(model.Space.DefaultsOf(model.Settings.Form)));

    static IEnumerable<KeyValuePair<string, string>> Metadata(SpaceModel model, ExportForm form)
    {
        yield return new("onnxzc.space", model.Space.Name);
        yield return new("onnxzc.architecture", model.Architecture.Text);
        if (model.Index is { } index)
            yield return new("onnxzc.index", index.ToString(CultureInfo.InvariantCulture));
        yield return new("onnxzc.form", model.Settings.Form ?? model.Space.Forms[0]);
        yield return new("onnxzc.settings", SettingsOf(model));
        yield return new("onnxzc.weights", form.Text);
        yield return new("onnxzc.source", model.Space.Source);
        yield return new("onnxzc.licence", model.Space.Licence);
    }

    static ModelCounts Count(Graph graph)
    {
        var folded = ConstantFolder.Fold(graph);
        var shapes = folded.Inputs.ToDictionary(
            input => input.Name,
            input => input.Shape.Select(dimension => dimension.Size ?? 1).ToImmutableArray());
        return MacCounter.Count(folded, ShapeInference.Infer(folded, shapes));
    }
}
