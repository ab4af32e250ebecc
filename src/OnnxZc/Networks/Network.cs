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
    readonly GraphProgram _program;
    readonly Dictionary<string, Tensor> _state = new(StringComparer.Ordinal);

    /// <param name="graph">A graph whose constants are folded.</param>
    /// <param name="device">Where parameters live and the walk runs.</param>
    /// <param name="state">
    /// Makes an initializer's tensor, which the network takes; where it gives null, and without it, the graph's
    /// elements are copied.
    /// </param>
    /// <exception cref="ModelException">Operators are not implemented; all are named at once.</exception>
    public Network(Graph graph, Device device, Func<string, Tensor?>? state = null)
        : base(graph.Name)
    {
        Graph = graph;
        Device = device;
        OperatorTable.CheckAll(graph);
        Layers = [.. LayerList.Of(graph)];
        var parameters = ParameterInitializers.Of(graph).ToHashSet(StringComparer.Ordinal);
        Register(parameters, state ?? (_ => null));
        _program = new(graph, parameters);
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
    /// <exception cref="ModelException">An operator fails, or an output is no tensor; the node is named.</exception>
    public IReadOnlyDictionary<string, Tensor> Run(Walk walk, IReadOnlyDictionary<string, Tensor> inputs)
    {
        var values = Run(walk, inputs.ToDictionary(pair => pair.Key, pair => new Value(pair.Value)));
        return values.ToDictionary(
            pair => pair.Key,
            pair => pair.Value.Tensor ?? throw new ModelException(
                ModelErrorCode.UnsupportedOperator, $"output '{pair.Key}' is a sequence or absent, not a tensor"));
    }

    /// <summary>As the other overload, where inputs or outputs may be sequences or absent.</summary>
    public IReadOnlyDictionary<string, Value> Run(Walk walk, IReadOnlyDictionary<string, Value> inputs)
    {
        var keep = walk.Keep.Concat(walk.Cuts.Values.SelectMany(names => names));
        var frame = new Frame(_program, walk, Device, new(walk.MostIterations), keep);
        foreach (var (name, tensor) in _state)
        {
            frame.Set(name, tensor);
            frame.Tangents?.Begin(name, tensor);
        }

        foreach (var input in Graph.Inputs)
            frame.Set(input.Name, inputs[input.Name]);

        var results = new Dictionary<string, Value>(StringComparer.Ordinal);
        for (var i = 0; i < _program.Steps.Length; i++)
        {
            if (walk.Cuts.TryGetValue(i, out var cut))
                Cut(i, cut, walk, frame);
            var step = _program.Steps[i];
            frame.Run(step);
            foreach (var name in step.Node.Outputs.Where(walk.Keep.Contains))
                results[name] = frame.Get(name);
            frame.Release(step);
        }

        foreach (var output in Graph.Outputs)
            results.TryAdd(output.Name, frame.Get(output.Name));
        if (walk.Tangents is { } trace)
            trace.Result = frame.Tangents![trace.Wanted];
        return results;
    }

    static void Cut(int position, ImmutableArray<string> names, Walk walk, Frame frame)
    {
        foreach (var name in names)
        {
            var value = frame.Get(name);
            if (value.Tensor is { } tensor)
                Replace(name, tensor, Leaf(tensor));
            else if (value.List is { } list)
                frame.Set(name, new TensorList([.. list.Items.Select(Leaf)]));
        }

        void Replace(string name, Tensor before, Tensor after)
        {
            frame.Set(name, after);
            frame.Tangents?.Replace(name, before, after);
        }

        Tensor Leaf(Tensor before)
        {
            if (!before.requires_grad)
                return before;
            var after = before.detach().requires_grad_();
            walk.OnCut!(new(position, before, after));
            return after;
        }
    }

    void Register(HashSet<string> parameters, Func<string, Tensor?> state)
    {
        foreach (var (name, data) in Graph.Initializers)
        {
            if (data.Type == ElementType.String)
                continue;
            var tensor = (state(name) ?? TensorConversion.ToTensor(data, Device)).DetachFromDisposeScope();
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
}
