using System.Collections.Immutable;
using Onnx;

namespace OnnxZc.Graphs.Files;

/// <summary>What names, operator sets and attribute references mean in one graph or one call of a function.</summary>
sealed record OnnxScope
{
    /// <summary>The imported opsets.</summary>
    public required IReadOnlyDictionary<string, int> Opsets { get; init; }

    /// <summary>What values defined here are called in the model; null where that is their name in the file.</summary>
    public IReadOnlyDictionary<string, string>? Names { get; init; }

    /// <summary>The scope whose values a subgraph sees besides its own.</summary>
    public OnnxScope? Outer { get; init; }

    /// <summary>What stands in front of the names of nodes.</summary>
    public string Prefix { get; init; } = "";

    /// <summary>
    /// In a function's body, the attributes of the call, with the scope in which their subgraphs are read; else null.
    /// </summary>
    public IReadOnlyDictionary<string, (AttributeProto Value, OnnxScope Scope)>? Arguments { get; init; }

    /// <summary>The functions whose bodies this is inside of, the outermost first.</summary>
    public ImmutableArray<FunctionProto> Calls { get; init; } = [];

    /// <summary>How many subgraphs and functions this is inside of.</summary>
    public int Depth { get; init; }

    /// <summary>What a name of the file is called in the model; an empty one stays empty.</summary>
    public string Name(string name)
    {
        for (var scope = this; scope is not null; scope = scope.Outer)
        {
            if (scope.Names is null)
                return name;
            if (scope.Names.TryGetValue(name, out var unique))
                return unique;
        }

        return name;
    }
}
