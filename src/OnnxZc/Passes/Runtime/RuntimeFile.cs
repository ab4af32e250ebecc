using Microsoft.ML.OnnxRuntime;
using OnnxZc.Data;
using OnnxZc.Graphs;
using OnnxZc.Graphs.Rewriting;

namespace OnnxZc.Passes.Runtime;

/// <summary>
/// A model in ONNX Runtime as anybody would run it: with default optimisation and nothing rewritten.
/// </summary>
sealed class RuntimeFile : IDisposable
{
    readonly Graph _graph;
    readonly InferenceSession _session;
    readonly RuntimeWeights? _weights;
    readonly string[] _outputs;

    /// <param name="graph">The model.</param>
    /// <param name="threads">Threads to use; 0 for all cores.</param>
    /// <param name="path">The file; null to hand over the graph.</param>
    /// <exception cref="ModelException">ONNX Runtime refuses it.</exception>
    public RuntimeFile(Graph graph, int threads, string? path = null)
    {
        _graph = graph;
        _outputs =
        [
            .. _graph.Outputs
                .Where(output => output.Kind == ValueKind.Tensor && output.Type != ElementType.String)
                .Select(output => output.Name),
        ];
        using var options = new SessionOptions
        {
            IntraOpNumThreads = EngineThreads.Set(threads),
            InterOpNumThreads = 1,
            EnableCpuMemArena = false,
            LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL,
        };
        if (path is null)
            _weights = new(_graph);
        try
        {
            var bytes = path is null ? OnnxWriter.Write(_weights!.Graph) : File.ReadAllBytes(path);
            _session = new(bytes, options);
        }
        catch (Exception error) when (error is OnnxRuntimeException or IOException)
        {
            _weights?.Dispose();
            throw Refused(error);
        }
    }

    /// <summary>
    /// The file itself; but of a model with external data, whose files ONNX Runtime would open by rules of its own, the
    /// graph that was read.
    /// </summary>
    /// <exception cref="ModelException">ONNX Runtime refuses it.</exception>
    public static RuntimeFile Of(ModelFile file, int threads) =>
        new(file.Graph, threads, file.HasExternalData ? null : file.Path);

    /// <summary>The outputs that are tensors of numbers, by name.</summary>
    /// <exception cref="ModelException">ONNX Runtime fails.</exception>
    public IReadOnlyDictionary<string, TensorData> Run(Batch batch)
    {
        var inputs = _graph.Inputs
            .Select(input => RuntimeValues.Of(FloatTypes.Convert(batch.Inputs[input.Name], input.Type)))
            .ToArray();
        try
        {
            using var run = new RunOptions();
            using var values = _session.Run(
                run,
                [.. _graph.Inputs.Select(input => input.Name), .. _weights?.Names ?? []],
                [.. inputs, .. _weights?.Values ?? []],
                _outputs);
            return _outputs.Zip(values).ToDictionary(
                pair => pair.First, pair => RuntimeValues.Read(pair.Second), StringComparer.Ordinal);
        }
        catch (OnnxRuntimeException error)
        {
            throw Refused(error);
        }
        finally
        {
            foreach (var input in inputs)
                input.Dispose();
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _session.Dispose();
        _weights?.Dispose();
    }

    static ModelException Refused(Exception error) =>
        new(ModelErrorCode.EngineFailure, $"ONNX Runtime: {error.Message.Split('\n')[0]}", error);
}
