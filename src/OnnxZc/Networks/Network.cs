using System.Collections.Immutable;
using OnnxZc.Graphs;
using OnnxZc.Graphs.Counting;
using OnnxZc.Graphs.Inference;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace OnnxZc.Networks;

/// <summary>
/// A <see cref="Graph"/> rebuilt as one TorchSharp module: it owns every tensor of the file under its ONNX name, float
/// weights as parameters and the rest as buffers, and walks the nodes as functions of tensors.
/// </summary>
sealed class Network : nn.Module<Tensor, Tensor>
{
    readonly Step[] _steps;
    readonly Dictionary<string, int> _slots = new(StringComparer.Ordinal);
    readonly Dictionary<string, Tensor> _state = new(StringComparer.Ordinal);

    /// <param name="graph">A graph whose constants are folded.</param>
    /// <param name="device">Where parameters live and the walk runs.</param>
    /// <exception cref="ModelException">Operators are not implemented; all are named at once.</exception>
    public Network(Graph graph, Device device)
        : base(graph.Name)
    {
        Graph = graph;
        Device = device;
        var functions = OperatorTable.Resolve(graph);
        Layers = [.. LayerList.Of(graph)];
        Register(ParameterInitializers.Of(graph).ToHashSet(StringComparer.Ordinal));
        _steps = Compile(functions);
    }

    public Graph Graph { get; }

    public Device Device { get; }

    /// <summary>The layers that count, in execution order.</summary>
    public IReadOnlyList<Layer> Layers { get; }

    /// <summary>A parameter or buffer by its ONNX name.</summary>
    public Tensor State(string name) => _state[name];

    /// <summary>
    /// The first output for one input, by the batch's statistics when training, else by running ones.
    /// </summary>
    public override Tensor forward(Tensor input)
    {
        var name = Graph.Inputs.Single().Name;
        var shapes = ShapeInference.Infer(
            Graph, new Dictionary<string, ImmutableArray<long>> { [name] = [.. input.shape] });
        var walk = new Walk(shapes, training ? Normalisation.Batch : Normalisation.Running);
        return Run(walk, new Dictionary<string, Tensor> { [name] = input })[Graph.Outputs[0].Name];
    }

    /// <summary>Evaluates the graph on <paramref name="inputs"/>.</summary>
    /// <returns>The outputs and the values in <see cref="Walk.Keep"/>, owned by the caller's dispose scope.</returns>
    /// <exception cref="ModelException">An operator fails; the node is named.</exception>
    public IReadOnlyDictionary<string, Tensor> Run(Walk walk, IReadOnlyDictionary<string, Tensor> inputs)
    {
        var values = new Tensor?[_slots.Count];
        foreach (var (name, tensor) in _state)
            values[_slots[name]] = tensor;
        foreach (var input in Graph.Inputs)
            values[_slots[input.Name]] = inputs[input.Name];

        var outputs = Graph.Outputs.Select(output => output.Name).ToArray();
        var kept = walk.Keep.Concat(walk.Cuts.Values.SelectMany(names => names)).Concat(outputs)
            .Select(name => _slots[name])
            .ToHashSet();
        var results = new Dictionary<string, Tensor>(StringComparer.Ordinal);
        for (var i = 0; i < _steps.Length; i++)
        {
            if (walk.Cuts.TryGetValue(i, out var cut))
                Cut(i, cut, walk, values);
            var step = _steps[i];
            if (!step.Node.Outputs.All(output => output.Length == 0 || walk.Shapes.Constant(output) is not null))
                Evaluate(step, walk, values, mayOverwrite: step.IsOverwriting && !kept.Contains(step.Inputs[0]));
            foreach (var name in step.Node.Outputs.Where(walk.Keep.Contains))
                results[name] = values[_slots[name]]!;
            Release(step, values, kept);
        }

        foreach (var name in outputs)
            results[name] = Value(_slots[name], name, walk, values)!;
        return results;
    }

    void Cut(int position, ImmutableArray<string> names, Walk walk, Tensor?[] values)
    {
        foreach (var slot in names.Select(name => _slots[name]))
        {
            if (values[slot] is not { requires_grad: true } before)
                continue;
            var after = before.detach().requires_grad_();
            values[slot] = after;
            walk.OnCut!(new(position, before, after));
        }
    }

    void Evaluate(Step step, Walk walk, Tensor?[] values, bool mayOverwrite)
    {
        var inputs = new Tensor?[step.Inputs.Length];
        for (var i = 0; i < inputs.Length; i++)
            inputs[i] = step.Inputs[i] < 0 ? null : Value(step.Inputs[i], step.Node.Inputs[i], walk, values);

        using var scope = NewDisposeScope();
        Tensor[] outputs;
        try
        {
            // Without normalisation, the result of one may be what another node reads.
            mayOverwrite &= walk.Normalisation != Normalisation.Off;
            outputs = step.Function(new OperatorCall(
                step.Node, inputs, name => Known(name, walk), walk.Normalisation, mayOverwrite));
        }
        catch (AttributeException error)
        {
            throw ModelException.At(step.Node, error.Code, error.Message, error);
        }
        catch (Exception error) when (error is not ModelException)
        {
            throw ModelException.At(step.Node, ModelErrorCode.EngineFailure, Describe(error, inputs), error);
        }

        // A normalisation in training form declares statistics as further outputs; no graph that is scored reads them.
        for (var i = 0; i < outputs.Length; i++)
        {
            if (step.Outputs[i] < 0)
                continue;
            if (ReferenceEquals(outputs[i], inputs.FirstOrDefault()))
                values[step.Inputs[0]] = null;
            values[step.Outputs[i]] = outputs[i].MoveToOuterDisposeScope();
            walk.Observe?.Invoke(step.Node.Outputs[i], outputs[i]);
        }
    }

    TensorData? Known(string name, Walk walk) =>
        walk.Shapes.Constant(name) ?? Graph.Initializers.GetValueOrDefault(name);

    Tensor? Value(int slot, string name, Walk walk, Tensor?[] values) => values[slot]
        ??= Known(name, walk) is { } constant ? TensorConversion.ToTensor(constant, Device) : null;

    static void Release(Step step, Tensor?[] values, HashSet<int> kept)
    {
        foreach (var slot in step.LastUses)
        {
            if (kept.Contains(slot))
                continue;
            values[slot]?.Dispose();
            values[slot] = null;
        }
    }

    static string Describe(Exception error, Tensor?[] inputs)
    {
        var shapes = inputs.Select(input => input is null ? "-" : $"[{string.Join(", ", input.shape)}]");
        return $"{error.Message.Split('\n')[0].TrimEnd()} (inputs {string.Join(", ", shapes)})";
    }

    void Register(HashSet<string> parameters)
    {
        foreach (var (name, data) in Graph.Initializers)
        {
            if (data.Type == ElementType.String)
                continue;
            var tensor = TensorConversion.ToTensor(data, Device).DetachFromDisposeScope();
            if (parameters.Contains(name))
            {
                var parameter = new Parameter(tensor, requires_grad: true);
                parameter.DetachFromDisposeScope();
                register_parameter(name, parameter);
                _state.Add(name, parameter);
            }
            else
            {
                register_buffer(name, tensor);
                _state.Add(name, tensor);
            }
        }
    }

    Step[] Compile(OperatorFunction[] functions)
    {
        foreach (var name in Graph.Inputs.Select(input => input.Name).Concat(Graph.Initializers.Keys))
            Slot(name);
        var fixedSlots = _slots.Count;
        var overwriting = OverwritingNodes.Of(Graph);
        var steps = Graph.Nodes.Select((node, i) => new Step(
            node,
            functions[i],
            [.. node.Inputs.Select(Slot)],
            [.. node.Outputs.Select(Slot)],
            [],
            overwriting.Contains(node))).ToArray();

        var seen = new HashSet<int>();
        for (var i = steps.Length - 1; i >= 0; i--)
        {
            var slots = steps[i].Inputs.Concat(steps[i].Outputs);
            steps[i] = steps[i] with { LastUses = [.. slots.Where(slot => slot >= fixedSlots && seen.Add(slot))] };
        }

        return steps;
    }

    int Slot(string name)
    {
        if (name.Length == 0)
            return -1;
        if (!_slots.TryGetValue(name, out var slot))
            _slots.Add(name, slot = _slots.Count);
        return slot;
    }

    sealed record Step(
        Node Node, OperatorFunction Function, int[] Inputs, int[] Outputs, int[] LastUses, bool IsOverwriting);
}
