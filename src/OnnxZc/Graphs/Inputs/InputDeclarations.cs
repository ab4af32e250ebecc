using System.Collections.Immutable;

namespace OnnxZc.Graphs.Inputs;

/// <summary>Applies what a user says of inputs to what the file declares of them.</summary>
static class InputDeclarations
{
    /// <summary>The graph with the sizes asked for; the batch, axis 0 where it is free, is left free.</summary>
    /// <exception cref="ModelException">There is no such input, or the file declares it otherwise.</exception>
    public static Graph Apply(Graph graph, IReadOnlyDictionary<string, InputSpec> specs)
    {
        var unknown = specs.Keys.FirstOrDefault(name => graph.Inputs.All(input => input.Name != name));
        if (unknown is not null)
        {
            throw new ModelException(
                ModelErrorCode.DataMismatch,
                $"the model has no input '{unknown}', only '{string.Join("', '", graph.Inputs.Select(i => i.Name))}': "
                + "correct --input");
        }

        return specs.Count == 0 ? graph : graph.With(inputs:
        [
            .. graph.Inputs.Select(input => specs.TryGetValue(input.Name, out var spec) ? Apply(input, spec) : input),
        ]);
    }

    /// <summary>The batch size that specifications give at axis 0, or null.</summary>
    /// <exception cref="ModelException">Two of them differ.</exception>
    public static long? BatchSize(Graph graph, IReadOnlyDictionary<string, InputSpec> specs)
    {
        var sizes = graph.Inputs
            .Where(input => input.Shape.IsDefaultOrEmpty || input.Shape[0].Size is null)
            .Select(input => specs.GetValueOrDefault(input.Name)?.Shape ?? default)
            .Select(shape => shape.IsDefaultOrEmpty ? null : shape[0])
            .Where(size => size is not null)
            .Distinct()
            .ToArray();
        return sizes.Length > 1
            ? throw new ModelException(
                ModelErrorCode.DataMismatch,
                $"--input gives the batch sizes {string.Join(" and ", sizes)}: give one")
            : sizes.SingleOrDefault();
    }

    static ValueInfo Apply(ValueInfo input, InputSpec spec)
    {
        if (spec.Type != ElementType.Undefined && spec.Type != input.Type)
        {
            throw new ModelException(
                ModelErrorCode.DataMismatch,
                $"input {input} takes {input.Type}, not {spec.Type}: correct --input {input.Name}");
        }

        if (spec.Shape.IsDefault)
            return input;
        var declared = input.Shape.IsDefault ? Unknown(input, spec.Shape.Length) : input.Shape;
        var fits = declared.Length == spec.Shape.Length
            && declared.Zip(spec.Shape, (own, asked) => (own.Size ?? asked) == (asked ?? own.Size)).All(equal => equal);
        return fits
            ? input with { Shape = [.. declared.Select((dimension, axis) => Sized(dimension, spec.Shape[axis], axis))] }
            : throw new ModelException(
                ModelErrorCode.ShapeMismatch,
                $"input {input} cannot have the shape {spec.ToString().Split(':')[0]}: correct --input {input.Name}");
    }

    static Dimension Sized(Dimension declared, long? size, int axis) =>
        declared.Size is null && size is not null && axis > 0 ? new(size) : declared;

    static ImmutableArray<Dimension> Unknown(ValueInfo input, int rank) =>
        [.. Enumerable.Range(0, rank).Select(axis => new Dimension(null, axis == 0 ? null : $"{input.Name}.{axis}"))];
}
