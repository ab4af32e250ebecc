using OnnxZc.Graphs.Counting;
using OnnxZc.Passes.Planning;

namespace OnnxZc.Checks;

/// <summary>The sizes and costs of a model, by the names that lock files give them.</summary>
static class ModelNumbers
{
    /// <summary>Bytes of the model file and of the files that its weights lie in.</summary>
    public const string Bytes = "bytes";

    /// <summary>Elements of all parameters.</summary>
    public const string Parameters = "params";

    /// <summary>Multiply-accumulates for one sample.</summary>
    public const string Macs = "macs";

    /// <summary>Layers on the longest path.</summary>
    public const string Depth = "depth";

    /// <summary>
    /// The most bytes of values that are alive at once when one sample runs through, each freed after its last use; of
    /// a batch, where the file fixes it for good.
    /// </summary>
    public const string ActivationMemory = "activation-memory";

    static readonly string[] Names = [Bytes, Parameters, Macs, Depth, ActivationMemory];

    /// <summary>The numbers that are known, by name.</summary>
    public static IReadOnlyDictionary<string, double> Of(CheckedModel model)
    {
        var numbers = new Dictionary<string, double>(StringComparer.Ordinal);
        foreach (var name in Names)
        {
            if (Of(model, name) is { } value)
                numbers.Add(name, value);
        }

        return numbers;
    }

    /// <summary>One of the numbers; null where it is not known.</summary>
    public static double? Of(CheckedModel model, string name)
    {
        try
        {
            return name switch
            {
                Bytes => model.Bytes + (model.Details?.DataFileBytes ?? 0),
                Parameters => model.Counts?.Parameters,
                Macs => model.Counts?.Macs,
                Depth => model.Shaped is { } graph ? GraphDepth.Of(graph) : null,
                ActivationMemory => model is { Shaped: { } graph, Shapes: { } shapes }
                    ? new ValueMemory(graph, shapes).Live
                    : null,
                _ => null,
            };
        }
        catch (OverflowException)
        {
            return null;
        }
    }
}
