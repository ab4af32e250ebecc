using Microsoft.ML.OnnxRuntime;
using OnnxZc.Data;
using OnnxZc.Graphs;
using OnnxZc.Graphs.Rewriting;
using OnnxZc.Networks;

namespace OnnxZc.Passes.Runtime;

/// <summary>Runs forward passes of the file's graph in ONNX Runtime.</summary>
/// <remarks>
/// BatchNormalization is rewritten before ONNX Runtime sees it (<see cref="NormalisationRewrite"/>): with default
/// optimisation, version 1.30 gives wrong values for training_mode = 1.
/// </remarks>
/// <param name="model">The model and the batch.</param>
/// <param name="threads">Threads to use.</param>
sealed class OrtEngine(RunModel model, int threads) : IPassEngine
{
    Graph _graph = RuntimeGraph.Of(model.File, model.Graph);
    RuntimeWeights? _weights;
    RunModel _model = model;
    readonly IReadOnlyList<string> _units = RectifiedUnits.Of(model.Graph);
    readonly Dictionary<Normalisation, InferenceSession> _sessions = [];
    GraphOptimizationLevel _optimisation = GraphOptimizationLevel.ORT_ENABLE_ALL;

    /// <summary>Forward passes run so far.</summary>
    public int Forwards { get; private set; }

    /// <inheritdoc/>
    public PassResult Run(PlannedPass pass)
    {
        if (!pass.Capture.HasFlag(Capture.ActivationKernel))
            return new PassResult();
        var kernel = new ActivationKernel(_model.Samples, threads);
        if (_units.Count > 0)
        {
            Read(pass.Pass.Normalisation, _model.Batch, _units, outputs =>
            {
                for (var i = 0; i < _units.Count; i++)
                    kernel.Add(_units[i], RuntimeValues.Singles(outputs[i]));
                return kernel;
            });
        }

        return new PassResult { ActivationKernel = kernel };
    }

    /// <summary>Goes on with another batch of the same graph.</summary>
    public void Turn(RunModel next) => _model = next;

    /// <summary>The model's outputs on <paramref name="input"/>, by running statistics.</summary>
    /// <exception cref="ModelException">ONNX Runtime refuses the graph, or an output is no tensor.</exception>
    public TensorData[] Infer(Batch input) => Read(
        Normalisation.Running,
        input,
        [.. _graph.Outputs.Select(output => output.Name)],
        outputs => outputs.Select(RuntimeValues.Read).ToArray());

    public void Dispose()
    {
        Forget();
        _weights?.Dispose();
    }

    void Forget()
    {
        foreach (var session in _sessions.Values)
            session.Dispose();
        _sessions.Clear();
    }

    T Read<T>(
        Normalisation normalisation,
        Batch input,
        IReadOnlyList<string> names,
        Func<IReadOnlyList<OrtValue>, T> read)
    {
        try
        {
            using var outputs = Run(normalisation, input, names);
            return read(outputs);
        }
        catch (OnnxRuntimeException error) when (EngineMemoryException.IsSignedBy(error))
        {
            throw new EngineMemoryException(
                "ONNX Runtime could not allocate memory: use a smaller --batch-size", error);
        }
        catch (OnnxRuntimeException error)
        {
            throw new ModelException(
                ModelErrorCode.EngineFailure, $"ONNX Runtime: {error.Message.Split('\n')[0]}", error);
        }
    }

    IDisposableReadOnlyCollection<OrtValue> Run(Normalisation normalisation, Batch input, IReadOnlyList<string> outputs)
    {
        var values = _graph.Inputs
            .Select(declared => RuntimeValues.Of(FloatTypes.Convert(input.Inputs[declared.Name], declared.Type)))
            .ToArray();
        try
        {
            Forwards++;
            using var options = new RunOptions();
            var session = Session(normalisation);
            return session.Run(
                options,
                [.. _graph.Inputs.Select(declared => declared.Name), .. _weights!.Names],
                [.. values, .. _weights.Values],
                outputs);
        }
        catch (OnnxRuntimeException error) when (
            _optimisation != GraphOptimizationLevel.ORT_DISABLE_ALL && !EngineMemoryException.IsSignedBy(error))
        {
            // Some fusions refuse valid graphs: a pad merged into a pool may be wider than the pool's kernel.
            Restart(_graph, GraphOptimizationLevel.ORT_DISABLE_ALL);
            return Run(normalisation, input, outputs);
        }
        catch (OnnxRuntimeException error) when (!EngineMemoryException.IsSignedBy(error)
            && FloatTypes.To(_graph, ElementType.Float32) is var single && single != _graph)
        {
            // Its CPU operators for brain and double floats are few.
            Restart(single, GraphOptimizationLevel.ORT_ENABLE_ALL);
            return Run(normalisation, input, outputs);
        }
        finally
        {
            foreach (var value in values)
                value.Dispose();
        }
    }

    void Restart(Graph graph, GraphOptimizationLevel optimisation)
    {
        Forget();
        _weights?.Dispose();
        _weights = null;
        (_graph, _optimisation) = (graph, optimisation);
    }

    InferenceSession Session(Normalisation normalisation)
    {
        if (_sessions.TryGetValue(normalisation, out var session))
            return session;
        using var options = new SessionOptions
        {
            IntraOpNumThreads = threads,
            InterOpNumThreads = 1,
            GraphOptimizationLevel = _optimisation,
            // What an arena keeps, libtorch could not use.
            EnableCpuMemArena = false,
            EnableMemoryPattern = false,
            LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL,
        };
        // Threads that spin after a run would take cores from libtorch's.
        options.AddSessionConfigEntry("session.force_spinning_stop", "1");
        // A quantised graph means its nodes: fused, products of bytes may saturate and steps are rounded elsewhere.
        options.AddSessionConfigEntry("session.disable_quant_qdq", "1");
        options.AddSessionConfigEntry("session.x64quantprecision", "1");
        _weights ??= new RuntimeWeights(_graph);
        var rewritten = NormalisationRewrite.Apply(_weights.Graph, normalisation);
        session = new InferenceSession(OnnxWriter.Write(WithOutputs(rewritten)), options);
        _sessions.Add(normalisation, session);
        return session;
    }

    Graph WithOutputs(Graph rewritten)
    {
        var known = rewritten.Outputs.Select(output => output.Name).ToHashSet();
        var units = _units.Where(known.Add).Select(name => new ValueInfo(name, ElementType.Undefined, default));
        return rewritten.With(outputs: [.. rewritten.Outputs, .. units]);
    }
}
