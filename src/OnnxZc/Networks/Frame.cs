using OnnxZc.Graphs;
using OnnxZc.Networks.Tangents;
using static TorchSharp.torch;

namespace OnnxZc.Networks;

/// <summary>One execution of a program: the values that exist so far.</summary>
/// <param name="program">What is executed.</param>
/// <param name="walk">How.</param>
/// <param name="device">Where constants go that become tensors.</param>
/// <param name="iterations">How many iterations loops may still run.</param>
/// <param name="keep">Values that must outlive their last use, besides the outputs.</param>
sealed class Frame(
    GraphProgram program, Walk walk, Device device, IterationBudget iterations, IEnumerable<string> keep)
{
    readonly Value[] _values = new Value[program.Slots];
    readonly HashSet<int> _kept =
        [.. program.Graph.Outputs.Select(output => output.Name).Concat(keep).Select(name => program[name])];

    /// <summary>How the values move; null where nobody asks.</summary>
    public TangentFrame? Tangents { get; } = walk.Tangents is { } trace
        ? new(program, trace, walk.Normalisation)
        : null;

    /// <summary>Gives or replaces a value.</summary>
    public void Set(string name, Value value) => _values[program[name]] = value;

    /// <summary>A value, made from what is known of it where no step has computed it.</summary>
    public Value Get(string name) => Get(program[name], name);

    /// <summary>Runs every step of a subgraph on the given values.</summary>
    /// <returns>The outputs under handles of their own.</returns>
    public Value[] RunAll()
    {
        foreach (var step in program.Steps)
        {
            Run(step);
            Release(step);
        }

        var given = new HashSet<int>(Enumerable.Range(0, program.FixedSlots));
        return [.. program.Graph.Outputs.Select(output =>
        {
            var value = Get(output.Name);
            return given.Add(program[output.Name]) && Known(output.Name) is null ? value : value.Alias();
        })];
    }

    /// <summary>Runs a step, unless all that it makes is known before the walk.</summary>
    /// <exception cref="ModelException">The operator fails; the node is named.</exception>
    public void Run(Step step)
    {
        var isKnown = step.Node.Outputs.All(output => output.Length == 0 || walk.Shapes.Constant(output) is not null);
        if (!isKnown || step.IsOfParameters)
            Evaluate(step);
    }

    /// <summary>Disposes of what nobody reads after a step.</summary>
    public void Release(Step step)
    {
        foreach (var slot in step.LastUses)
        {
            Tangents?.Release(slot, _values[slot]);
            if (_kept.Contains(slot))
                continue;
            var isHeld = Tangents?.Holds(_values[slot]) is true;
            if (isHeld && IsPassing(slot))
                LetGo(_values[slot].Tensor!);
            else if (!isHeld)
                _values[slot].Dispose();
            _values[slot] = default;
        }
    }

    // Without normalisation, a value may be another's under a second name.
    bool IsPassing(int slot) => program.Passing.Contains(slot)
        && walk.Normalisation is not (Normalisation.Off or Normalisation.OffButReductions);

    /// <summary>Leaves a tensor its shape and its place in the autograd graph, but no elements.</summary>
    static void LetGo(Tensor tensor)
    {
        // What is set is no longer the leaf that its readers know.
        if (tensor.is_leaf)
            return;
        using var quiet = no_grad();
        using var scope = NewDisposeScope();
        tensor.set_(zeros(1, dtype: tensor.dtype, device: tensor.device).expand(tensor.shape));
    }

    void Evaluate(Step step)
    {
        var inputs = new Value[step.Inputs.Length];
        for (var i = 0; i < inputs.Length; i++)
            inputs[i] = step.Inputs[i] < 0 ? default : Get(step.Inputs[i], step.Node.Inputs[i]);

        using var scope = NewDisposeScope();
        var outputs = Call(step, inputs);

        // An operator may give more results than its node names, or fewer where the rest is optional.
        for (var i = 0; i < Math.Min(outputs.Length, step.Outputs.Length); i++)
        {
            if (step.Outputs[i] < 0)
                continue;
            if (outputs[i].Tensor is { } tensor && ReferenceEquals(tensor, inputs.FirstOrDefault().Tensor))
                _values[step.Inputs[0]] = default;
            outputs[i].MoveToOuterDisposeScope();
            _values[step.Outputs[i]] = outputs[i];
            if (outputs[i].Tensor is { } made)
                walk.Observe?.Invoke(step.Node.Outputs[i], made);
        }

        Tangents?.Follow(step, inputs, outputs, others => step.Function(CallOf(step, others, mayOverwrite: false)));
    }

    Value[] Call(Step step, Value[] inputs)
    {
        try
        {
            // Without normalisation, the result of one may be what another node reads.
            var mayOverwrite = step.IsOverwriting && !_kept.Contains(step.Inputs[0])
                && walk.Normalisation is not (Normalisation.Off or Normalisation.OffButReductions);
            return step.Function(CallOf(step, inputs, mayOverwrite));
        }
        catch (ModelException error) when (error.Node is null)
        {
            throw error.About(step.Node);
        }
        catch (Exception error) when (error is not ModelException)
        {
            throw ModelException.At(step.Node, ModelErrorCode.EngineFailure, Describe(error, inputs), error);
        }
    }

    OperatorCall CallOf(Step step, Value[] inputs, bool mayOverwrite) =>
        new(step.Node, inputs, Known, walk.Normalisation, mayOverwrite, TypeOf)
        {
            Bodies = step.Bodies.Count == 0 ? null : name => new(step.Bodies[name], this, walk, device, iterations),
            Iterations = iterations,
        };

    ElementType TypeOf(string name) =>
        (walk.Shapes[name] ?? walk.Shapes.Inside(program.Graph)?[name])?.Type ?? ElementType.Undefined;

    TensorData? Known(string name) =>
        walk.Shapes.Constant(name) ?? program.Graph.Initializers.GetValueOrDefault(name);

    Value Get(int slot, string name)
    {
        if (!_values[slot].IsGiven && Known(name) is { } constant)
            _values[slot] = TensorConversion.ToTensor(constant, device);
        return _values[slot];
    }

    static string Describe(Exception error, Value[] inputs)
    {
        var shapes = inputs.Select(input => input switch
        {
            { Tensor: { } tensor } => $"[{string.Join(", ", tensor.shape)}]",
            { List: { } list } => $"{list.Items.Length} tensors",
            _ => "-",
        });
        return $"{error.Message.Split('\n')[0].TrimEnd()} (inputs {string.Join(", ", shapes)})";
    }
}
