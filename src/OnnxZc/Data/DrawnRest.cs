using OnnxZc.Graphs;
using OnnxZc.Graphs.Inputs;

namespace OnnxZc.Data;

/// <summary>Draws the inputs that a file of samples leaves out: ids, masks, positions.</summary>
static class DrawnRest
{
    /// <summary>Whether an input must be given by data. Where none takes samples, all must.</summary>
    public static Func<ValueInfo, bool> IsData(BatchRequest request)
    {
        var none = request.Inputs.All(input => request.UseOf(input).Kind != InputKind.Samples);
        return input => none || request.UseOf(input).Kind == InputKind.Samples;
    }

    /// <summary>The inputs given and the drawn rest, whose free dimensions have the sizes of the given.</summary>
    /// <exception cref="ModelException">A size is not known.</exception>
    public static IReadOnlyDictionary<string, TensorData> Complete(
        Dictionary<string, TensorData> given, BatchRequest request, int samples)
    {
        var sizes = new Dictionary<string, long>(request.Dimensions, StringComparer.Ordinal);
        foreach (var input in request.Inputs.Where(input => given.ContainsKey(input.Name) && !input.Shape.IsDefault))
        {
            foreach (var (dimension, size) in input.Shape.Zip(given[input.Name].Shape).Skip(1))
            {
                if (dimension.Name is { } name)
                    sizes.TryAdd(name, size);
            }
        }

        foreach (var input in request.Inputs.Where(input => !given.ContainsKey(input.Name)))
            given[input.Name] = DrawnInputs.Draw(input, request with { Dimensions = sizes }, samples);
        return given;
    }
}
