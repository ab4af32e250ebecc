using OnnxZc.Graphs;
using OnnxZc.Graphs.Inference;
using OnnxZc.Networks;
using OnnxZc.Numerics;
using static TorchSharp.torch;

namespace OnnxZc.Tests.Networks.Gradients;

/// <summary>
/// Compares autograd through one operator with central differences of a randomly weighted sum of its outputs, in
/// float64, and autograd of that gradient with central differences of it.
/// </summary>
sealed class GradientCheck
{
    const double Step = 1e-5;
    const double Tolerance = 1e-6;

    readonly Network _network;
    readonly Walk _walk;
    readonly string[] _inputs;
    readonly Dictionary<string, Tensor> _values;

    GradientCheck(Graph graph, Dictionary<string, TensorData> values)
    {
        _network = new Network(graph, CPU);
        _walk = new Walk(
            ShapeInference.Infer(graph, values.ToDictionary(pair => pair.Key, pair => pair.Value.Shape)),
            Normalisation.Running);
        _inputs = [.. graph.Inputs.Select(input => input.Name)];
        _values = values.ToDictionary(pair => pair.Key, pair => TensorConversion.ToTensor(pair.Value, CPU));
    }

    /// <summary>The derivatives by each random input, and by the constant inputs at these positions.</summary>
    public static void Holds(OperatorCase item, params int[] constants)
    {
        using var scope = NewDisposeScope();
        var check = Of(item, constants);
        using (check._network)
        {
            check.Compare(item, check.Value, order: 1);
            check.Compare(item, check.Slope, order: 2);
        }
    }

    static GradientCheck Of(OperatorCase item, int[] constants)
    {
        var graph = item.Graph(out var batch);
        var moved = constants.Select(position => $"x{position}").ToArray();
        foreach (var name in moved)
            batch[name] = graph.Initializers[name];
        var inputs = graph.Inputs.Select(input => input.Name).Concat(moved).Select(name => new ValueInfo(
            name, ElementType.Float64, [.. batch[name].Shape.Select(size => new Dimension(size))]));
        var kept = graph.Initializers.Where(pair => !moved.Contains(pair.Key))
            .Select(pair => KeyValuePair.Create(pair.Key, Widened(pair.Value)));
        return new(
            graph.With(inputs: [.. inputs], initializers: kept),
            batch.ToDictionary(pair => pair.Key, pair => Widened(pair.Value)));
    }

    static TensorData Widened(TensorData data) =>
        data.IsFloat ? TensorData.Of<double>(data.ToDoubles(), data.Shape.AsSpan()) : data;

    void Compare(OperatorCase item, Func<Tensor[], Tensor> function, int order)
    {
        using var scope = NewDisposeScope();
        Tensor[] inputs = [.. _inputs.Select(name => _values[name].clone().requires_grad_())];
        var gradients = Gradient(function(inputs), inputs, again: false);
        for (var i = 0; i < inputs.Length; i++)
        {
            var found = gradients[i].data<double>().ToArray();
            for (var element = 0; element < found.Length; element++)
            {
                var expected = Difference(function, inputs, i, element);
                Assert.True(
                    Math.Abs(expected - found[element]) <= Tolerance * (1 + Math.Abs(expected)),
                    $"{item}: order {order} by {_inputs[i]}[{element}]: {found[element]:R}, differences {expected:R}");
            }
        }
    }

    static double Difference(Func<Tensor[], Tensor> function, Tensor[] inputs, int input, int element)
    {
        double At(double offset)
        {
            using var scope = NewDisposeScope();
            Tensor[] moved = [.. inputs.Select(tensor => tensor.detach().clone())];
            moved[input].data<double>()[element] += offset;
            return function([.. moved.Select(tensor => tensor.requires_grad_())]).item<double>();
        }

        return (At(Step) - At(-Step)) / (2 * Step);
    }

    /// <summary>The outputs, weighted and summed.</summary>
    Tensor Value(Tensor[] inputs)
    {
        var results = _network.Run(_walk, _inputs.Zip(inputs).ToDictionary(pair => pair.First, pair => pair.Second));
        return results.OrderBy(pair => pair.Key, StringComparer.Ordinal)
            .Where(pair => pair.Value.dtype == float64)
            .Select(pair => Weighted(pair.Key, pair.Value))
            .Aggregate((sum, term) => sum + term);
    }

    /// <summary>The gradient of <see cref="Value"/>, weighted and summed.</summary>
    Tensor Slope(Tensor[] inputs) => Gradient(Value(inputs), inputs, again: true)
        .Select((gradient, i) => Weighted($"gradient:{i}", gradient))
        .Aggregate((sum, term) => sum + term);

    static Tensor Weighted(string name, Tensor terms)
    {
        var weights = new float[terms.numel()];
        new RandomStream(name).FillNormal(weights);
        return (terms * tensor(weights, dtype: float64).reshape(terms.shape)).sum();
    }

    static Tensor[] Gradient(Tensor value, Tensor[] inputs, bool again) => value.requires_grad
        ? [.. autograd.grad([value], inputs, retain_graph: again, create_graph: again, allow_unused: true)
            .Select((gradient, i) => gradient.IsInvalid ? zeros_like(inputs[i]) : gradient)]
        : [.. inputs.Select(input => zeros_like(input))];
}
