using Onnx;

namespace OnnxZc.Graphs.Files;

/// <summary>The versions that a model file declares: of the file format and of the operator sets.</summary>
static class OnnxHeader
{
    const int NewestFormat = 13;

    /// <summary>The version of the file format.</summary>
    /// <exception cref="ModelException">Missing, impossible or newer than 13.</exception>
    public static int FormatVersion(ModelProto model) => model.IrVersion switch
    {
        <= 0 => throw NotOnnx("it has no valid ir_version"),
        > NewestFormat => throw new ModelException(
            ModelErrorCode.UnsupportedOpset,
            $"the format is ir_version {model.IrVersion}, OnnxZc reads up to {NewestFormat}; use an older exporter"),
        var version => (int)version,
    };

    /// <summary>The entries of the metadata; of two under one key the last.</summary>
    public static IReadOnlyDictionary<string, string> Metadata(ModelProto model)
    {
        var entries = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var entry in model.MetadataProps)
            entries[entry.Key] = entry.Value;
        return entries;
    }

    /// <summary>The imported opset per domain; <c>ai.onnx</c> and the empty domain are the same.</summary>
    /// <exception cref="ModelException">None, one twice with different versions, or out of range.</exception>
    public static Dictionary<string, int> Opsets(ModelProto model)
    {
        if (model.OpsetImport.Count == 0)
            throw NotOnnx("it imports no operator set");
        return Opsets(model.OpsetImport);
    }

    /// <summary>The opsets that a model or a function imports; see <see cref="Opsets(ModelProto)"/>.</summary>
    public static Dictionary<string, int> Opsets(IEnumerable<OperatorSetIdProto> imports)
    {
        var opsets = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var import in imports)
        {
            var domain = Domain(import.Domain);
            var version = Checked(domain, import.Version);
            if (!opsets.TryAdd(domain, version) && opsets[domain] != version)
            {
                throw new ModelException(
                    ModelErrorCode.InvalidGraph,
                    $"the model imports domain '{import.Domain}' in two versions");
            }
        }

        return opsets;
    }

    /// <summary>A domain as it is compared: empty for the default one.</summary>
    public static string Domain(string domain) => domain == "ai.onnx" ? "" : domain;

    /// <summary>The error of a file that has no sign of being a model.</summary>
    public static ModelException NotOnnx(string why) =>
        new(
            ModelErrorCode.Malformed,
            $"the file is not an ONNX model, or is damaged: {why}; copy, download or export it again");

    static int Checked(string domain, long version)
    {
        if (domain.Length > 0 && version is <= 0 or > int.MaxValue)
        {
            throw new ModelException(
                ModelErrorCode.UnsupportedOpset,
                $"the model imports domain '{domain}' in the impossible version {version}");
        }

        if (domain.Length == 0 && version is < OperatorVersions.Oldest or > OperatorVersions.Newest)
        {
            throw new ModelException(
                ModelErrorCode.UnsupportedOpset,
                $"the model has opset {version}, OnnxZc reads {OperatorVersions.Oldest} to {OperatorVersions.Newest}; "
                + "export it again with opset_version=17, or convert it with onnx.version_converter");
        }

        return (int)version;
    }
}
