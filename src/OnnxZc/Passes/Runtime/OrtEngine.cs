using Microsoft.ML.OnnxRuntime;
using OnnxZc.Data;
using OnnxZc.Graphs;
using OnnxZc.Graphs.Rewriting;
using OnnxZc.Networks;
using OnnxZc.Passes.Captures;
using OnnxZc.Passes.Planning;

namespace OnnxZc.Passes.Runtime;

/// <summary>Runs forward passes of the file's graph in ONNX Runtime.</summary>
/// <remarks>
/// BatchNormalization is rewritten before ONNX Runtime sees it (<see cref="NormalisationRewrite"/>): with default
/// optimisation, version 1.30 gives wrong values for training_mode = 1.
/// </remarks>
/// <param name="model">The model and the batch.</param>
/// <param name="threads">Threads to use.</param>
/// <param name="mostCopied">Bytes of large weights below which it has copies of its own.</param>
sealed class OrtEngine(RunModel model, int threads, long mostCopied = RuntimeWeights.MostCopied) : IPassEngine
{
    Graph _graph = RuntimeGraph.Of(model.File, model.Graph);
    RuntimeWeights? _weights;
    RunModel _model = model;
    readonly IReadOnlyList<string> _units = RectifiedUnits.Of(model.Graph);
    readonly Dictionary<(Normalisation, string), InferenceSession> _sessions = [];
    GraphOptimizationLevel _optimisation = GraphOptimizationLevel.ORT_ENABLE_ALL;

    /// <summary>Forward passes run so far.</summary>
    public int Forwards { get; private set; }

    /// <inheritdoc/>
    public PassOutcome Run(PlannedPass pass)
    {
        var scene = _model.Scene(_model.Graph, LayerList.Of(_model.Graph), pass.Forward, threads);
        RunningCapture[] captures = [.. pass.Needs.Select(need => RunningCapture.Begin(need, scene))];
        try
        {
            RunAll(pass.Forward, captures);
        }
        catch (Exception error) when (EngineError.IsKnown(error))
        {
            Array.ForEach(captures, capture => capture.Fail(error));
        }

        return PassOutcome.Of(captures);
    }

    void RunAll(Pass pass, RunningCapture[] captures)
    {
        var readers = captures
            .SelectMany(capture => (capture.Reduction?.Values ?? []).Distinct().Select(name => (name, capture)))
            .ToLookup(pair => pair.name, pair => pair.capture, StringComparer.Ordinal);
        string[] names = [.. readers.Select(group => group.Key)];
        if (names.Length == 0)
            return;
        foreach (var (run, input) in pass.Input.Runs(_model.Graph, _model.Batch, _model.Seed).Index())
        {
            Read(pass.Normalisation, input, names, outputs =>
            {
                for (var i = 0; i < names.Length; i++)
                {
                    foreach (var reader in readers[names[i]])
                        Show(reader, run, names[i], outputs[i]);
                }

                return names.Length;
            });
        }
    }

    static void Show(RunningCapture reader, int run, string name, OrtValue value) => reader.Show(reduction =>
        ((HostReduction)reduction).OnValue(run, name, RuntimeValues.Singles(value)));

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
            var session = Session(normalisation, outputs);
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

    InferenceSession Session(Normalisation normalisation, IReadOnlyList<string> outputs)
    {
        string[] more = [.. outputs.Except(_units).Except(_graph.Outputs.Select(output => output.Name))];
        var key = (normalisation, string.Join('\n', more));
        if (_sessions.TryGetValue(key, out var session))
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
        _weights ??= new RuntimeWeights(_graph, mostCopied);
        var rewritten = NormalisationRewrite.Apply(_weights.Graph, normalisation);
        session = new InferenceSession(OnnxWriter.Write(WithOutputs(rewritten, more)), options);
        _sessions.Add(key, session);
        return session;
    }

    // The units are outputs of every session, so that parity and the usual passes share one.
    Graph WithOutputs(Graph rewritten, string[] more)
    {
        var known = rewritten.Outputs.Select(output => output.Name).ToHashSet();
        var added = _units.Concat(more).Where(known.Add)
            .Select(name => new ValueInfo(name, ElementType.Undefined, default));
        return rewritten.With(outputs: [.. rewritten.Outputs, .. added]);
    }
}
