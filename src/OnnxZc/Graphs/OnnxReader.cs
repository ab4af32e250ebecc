using System.Collections.Immutable;
using Google.Protobuf.Collections;
using Onnx;
using OnnxZc.Graphs.Files;

namespace OnnxZc.Graphs;

/// <summary>Reads an ONNX file as a <see cref="Graph"/>: the only door through which models come in.</summary>
public static class OnnxReader
{
    /// <summary>
    /// Reads, bounds and checks a model. Nothing is executed and no file outside the model's folder is opened.
    /// </summary>
    /// <remarks>
    /// Opsets 7 to 26 of the default domain are read; operators of other domains are kept with the opset that the
    /// model imports for them. Initializers of types without a counterpart in <see cref="ElementType"/> (text, sparse,
    /// 4 and 8-bit floats) are left out when nothing reads them.
    /// </remarks>
    /// <param name="path">The model file; external data lies beside it.</param>
    /// <param name="limits">What the file may cost; finite defaults apply.</param>
    /// <exception cref="ModelException">The file cannot be read as a model; the code says why.</exception>
    public static ModelFile Read(string path, ReadLimits? limits = null)
    {
        limits ??= ReadLimits.Default;
        var container = OnnxContainer.Open(path, limits);
        using var external = new ExternalData(path, limits);
        external.Take(container.Length);
        var model = container.Model;
        var version = OnnxHeader.FormatVersion(model);
        var producer = $"{model.ProducerName} {model.ProducerVersion}".Trim();
        return new(path, container.Hash, container.Length, version, producer, ReadGraph(model, new(limits, external)));
    }

    static Graph ReadGraph(ModelProto model, OnnxTensors tensors)
    {
        var opsets = OnnxHeader.Opsets(model);
        var proto = model.Graph ?? throw OnnxHeader.NotOnnx("it has no graph");
        if (proto.Output.Count == 0)
            throw new ModelException(ModelErrorCode.InvalidGraph, "the graph has no outputs");
        var nodes = new OnnxNodes(opsets, model.Functions, new(tensors)).Read(proto.Node);
        var initializers = Initializers(proto, nodes, tensors);
        var constant = proto.Initializer.Select(tensor => tensor.Name).Concat(SparseNames(proto)).ToHashSet();
        var inputs = Declared(proto.Input, constant);
        return new(proto.Name, opsets, inputs, Declared(proto.Output, []), nodes, initializers);
    }

    static ImmutableArray<ValueInfo> Declared(RepeatedField<ValueInfoProto> values, HashSet<string> without)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var value in values.Where(value => !names.Add(value.Name)))
            throw new ModelException(ModelErrorCode.InvalidGraph, $"value '{value.Name}' is declared twice");
        return [.. values.Where(value => !without.Contains(value.Name)).Select(OnnxValues.Read)];
    }

    static IEnumerable<string> SparseNames(GraphProto graph) =>
        graph.SparseInitializer.Select(sparse => sparse.Values?.Name ?? "");

    static Dictionary<string, TensorData> Initializers(GraphProto graph, List<Node> nodes, OnnxTensors tensors)
    {
        var read = new Dictionary<string, TensorData>(StringComparer.Ordinal);
        var others = SparseNames(graph).Distinct().ToDictionary(name => name, _ => "sparse", StringComparer.Ordinal);
        foreach (var proto in graph.Initializer)
        {
            var isNew = tensors.Read(proto, $"initializer '{proto.Name}'") is { } tensor
                ? read.TryAdd(proto.Name, tensor)
                : others.TryAdd(proto.Name, $"of data type {proto.DataType}");
            if (!isNew || (read.ContainsKey(proto.Name) && others.ContainsKey(proto.Name)))
                throw new ModelException(ModelErrorCode.InvalidGraph, $"initializer '{proto.Name}' is defined twice");
        }

        foreach (var node in others.Count == 0 ? [] : nodes)
        {
            if (node.Inputs.FirstOrDefault(others.ContainsKey) is { } name)
            {
                throw ModelException.At(
                    node,
                    ModelErrorCode.UnsupportedOperator,
                    $"reads initializer '{name}', which is {others[name]}; OnnxZc has no such tensors");
            }
        }

        return read;
    }
}
