using OnnxZc.Graphs;
using OnnxZc.Graphs.Inference;

namespace OnnxZc.Passes;

/// <summary>Which output of a model is differentiated, and how.</summary>
/// <param name="Name">The output's ONNX name.</param>
/// <param name="Value">The value that is read: the output, or what a last Softmax over the classes is taken of.</param>
/// <param name="Loss">What is made of it.</param>
/// <param name="ClassAxis">The axis of the classes; -1 where the loss needs none.</param>
sealed record ScoredOutput(string Name, string Value, Loss Loss, int ClassAxis)
{
    /// <summary>
    /// The output asked for, else the first of floating-point numbers; the loss asked for, else cross-entropy where
    /// there is a class axis and the mean square where there is none.
    /// </summary>
    /// <exception cref="ModelException">There is no such output, or it has no class axis to take cross-entropy over.
    /// </exception>
    public static ScoredOutput Of(Graph graph, Shapes shapes, string? output, Loss? loss)
    {
        var name = Find(graph, shapes, output);
        var axis = ClassAxes.Of(graph, shapes, name);
        if (loss == Loss.CrossEntropy && axis is null)
        {
            throw new ModelException(
                ModelErrorCode.DataMismatch,
                $"output '{name}' has no class axis for cross-entropy: give another by --model-output, or --loss mse");
        }

        var chosen = loss ?? (axis is null ? Loss.MeanSquare : Loss.CrossEntropy);
        return chosen == Loss.CrossEntropy
            ? new(name, BeforeSoftmax(graph, shapes, name, axis!.Value), chosen, axis.Value)
            : new(name, name, chosen, -1);
    }

    /// <summary>Such as <c>cross-entropy of 'logits', classes along axis 1</c>.</summary>
    public override string ToString()
    {
        var loss = Loss switch
        {
            Loss.CrossEntropy => "cross-entropy",
            Loss.MeanSquare => "mean squared difference from noise",
            _ => "sum",
        };
        return $"{loss} of '{Name}'{(Value == Name ? "" : " before its Softmax")}"
            + (ClassAxis < 0 ? "" : $", classes along axis {ClassAxis}");
    }

    static string Find(Graph graph, Shapes shapes, string? asked)
    {
        if (asked is null)
        {
            return graph.Outputs.FirstOrDefault(output => IsFloat(TypeOf(output, shapes)))?.Name
                ?? throw new ModelException(
                    ModelErrorCode.DataMismatch,
                    "no output is a tensor of floating-point numbers, so there is no gradient: export the model with "
                    + "the scores that its classes are chosen by");
        }

        return graph.Outputs.Any(output => output.Name == asked) ? asked : throw new ModelException(
            ModelErrorCode.DataMismatch,
            $"the model has no output '{asked}', only {string.Join(", ", graph.Outputs.Select(o => $"'{o.Name}'"))}: "
            + "correct --model-output");
    }

    // Exporters that leave a type out leave it out of floats.
    static ElementType TypeOf(ValueInfo output, Shapes shapes) =>
        shapes.Type(output.Name) is not ElementType.Undefined and var known ? known : output.Type;

    static bool IsFloat(ElementType type) => type.IsFloat() || type == ElementType.Undefined;

    static string BeforeSoftmax(Graph graph, Shapes shapes, string output, int axis)
    {
        if (graph.Producer(output) is not { Operator: { Domain: "", Type: "Softmax" } } softmax
            || shapes.Shape(output).IsDefault)
            return output;
        var rank = shapes.Shape(output).Length;
        var over = softmax.Attributes.Int("axis", softmax.Operator.SinceVersion < 13 ? 1 : -1);
        var trailing = shapes.Shape(output)[(axis + 1)..].All(size => size == 1);
        return (over < 0 ? over + rank : over) == axis && (softmax.Operator.SinceVersion >= 13 || trailing)
            ? softmax.Inputs[0]
            : output;
    }
}
