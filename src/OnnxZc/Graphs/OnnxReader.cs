using OnnxZc.Graphs.Details;
using OnnxZc.Graphs.Files;
using OnnxZc.Graphs.Rewriting;

namespace OnnxZc.Graphs;

/// <summary>Reads an ONNX file as a <see cref="Graph"/>: the only door through which models come in.</summary>
public static class OnnxReader
{
    /// <summary>
    /// Reads, bounds and checks a model. Nothing is executed and no file outside the model's folder is opened.
    /// </summary>
    /// <remarks>
    /// Opsets 1 to 26 of the default domain are read, those below 7 as the same graph in opset 7; operators of other
    /// domains are kept with the opset that the model imports for them. Calls of the model's own functions are
    /// replaced by what the functions do, and values that subgraphs define get names of their own where they share
    /// one. Initializers of types without a counterpart in <see cref="ElementType"/> (text, sparse, 4 and 8-bit
    /// floats) are left out when nothing reads them.
    /// </remarks>
    /// <param name="path">The model file; external data lies beside it.</param>
    /// <param name="limits">What the file may cost; finite defaults apply.</param>
    /// <exception cref="ModelException">The file cannot be read as a model; the code says why.</exception>
    public static ModelFile Read(string path, ReadLimits? limits = null)
    {
        limits ??= ReadLimits.Default;
        return Read(path, OnnxContainer.Open(path, limits), limits);
    }

    /// <summary>
    /// Reads what a file declares, and its graph where it makes one; the file is read once, other files are looked at
    /// and not read unless <paramref name="limits"/> say so.
    /// </summary>
    /// <exception cref="ModelException">The file is not ONNX, damaged, or beyond a limit.</exception>
    internal static InspectedFile Inspect(string path, ReadLimits limits)
    {
        var container = OnnxContainer.Open(path, limits);
        var details = OnnxDetails.Of(container.Model, path);
        try
        {
            return new(container.Hash, container.Length, details, Read(path, container, limits), null);
        }
        catch (ModelException refused)
        {
            return new(container.Hash, container.Length, details, null, refused);
        }
    }

    static ModelFile Read(string path, OnnxContainer container, ReadLimits limits)
    {
        using var external = new ExternalData(path, limits);
        external.Take(container.Length);
        var model = container.Model;
        var version = OnnxHeader.FormatVersion(model);
        var producer = $"{model.ProducerName} {model.ProducerVersion}".Trim();
        var graph = OpsetUpgrade.Apply(new OnnxGraphs(model, new(limits, external), limits).Read());
        return new(path, container.Hash, container.Length, version, producer, graph)
        {
            HasExternalData = external.IsUsed,
            Metadata = OnnxHeader.Metadata(model),
        };
    }
}
