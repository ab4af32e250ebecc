using Google.Protobuf.Collections;
using Onnx;

namespace OnnxZc.Graphs.Files;

/// <summary>The local functions of a model file: what a call of one means.</summary>
sealed class OnnxFunctions
{
    readonly Dictionary<(string Domain, string Type, string Overload), FunctionProto> _functions = [];
    readonly OnnxNames _names;

    /// <exception cref="ModelException">Two functions have one name.</exception>
    public OnnxFunctions(IEnumerable<FunctionProto> functions, OnnxNames names)
    {
        _names = names;
        foreach (var function in functions)
        {
            if (!_functions.TryAdd((OnnxHeader.Domain(function.Domain), function.Name, function.Overload), function))
                throw Wrong(function, "is defined twice");
        }
    }

    /// <summary>The function that a node calls, or null where it is an operator.</summary>
    public FunctionProto? Find(NodeProto node) => _functions.Count == 0
        ? null
        : _functions.GetValueOrDefault((OnnxHeader.Domain(node.Domain), node.OpType, node.Overload));

    /// <summary>The scope of a function's body when <paramref name="call"/> calls it.</summary>
    /// <exception cref="ModelException">The function calls itself, or the call does not fit it.</exception>
    public OnnxScope Enter(FunctionProto function, NodeProto call, OnnxScope scope)
    {
        if (scope.Calls.Any(called => ReferenceEquals(called, function)))
        {
            var path = string.Join(" → ", scope.Calls.Append(function).Select(called => called.Name));
            throw Wrong(function, $"calls itself ({path}); export the model with its functions inlined");
        }

        if (call.Input.Count > function.Input.Count || call.Output.Count > function.Output.Count)
            throw Wrong(function, $"is called with {call.Input.Count} inputs and {call.Output.Count} outputs");
        var label = scope.Prefix + (call.Name.Length > 0 ? call.Name : call.Output.FirstOrDefault(o => o.Length > 0));
        return new()
        {
            Opsets = Opsets(function, scope),
            Names = Names(function, call, scope, label),
            Prefix = $"{label}/",
            Arguments = Arguments(function, call, scope),
            Calls = scope.Calls.Add(function),
            Depth = scope.Depth + 1,
        };
    }

    /// <summary>An exception about a function.</summary>
    public static ModelException Wrong(FunctionProto function, string what) =>
        new(ModelErrorCode.InvalidGraph, $"local function '{function.Domain}.{function.Name}' {what}")
        {
            Operator = function.Name,
        };

    static Dictionary<string, int> Opsets(FunctionProto function, OnnxScope scope)
    {
        var opsets = scope.Opsets.ToDictionary(StringComparer.Ordinal);
        foreach (var (domain, version) in OnnxHeader.Opsets(function.OpsetImport))
            opsets[domain] = version;
        return opsets;
    }

    Dictionary<string, string> Names(FunctionProto function, NodeProto call, OnnxScope scope, string label)
    {
        var names = new Dictionary<string, string>(StringComparer.Ordinal) { [""] = "" };
        Bind(function.Input, call.Input, _ => "");
        Bind(function.Output, call.Output, name => _names.Claim($"{label}/{name}"));
        foreach (var name in function.Node.SelectMany(node => node.Output).Where(name => !names.ContainsKey(name)))
            names[name] = _names.Claim($"{label}/{name}");
        return names;

        void Bind(RepeatedField<string> formal, RepeatedField<string> actual, Func<string, string> missing)
        {
            for (var i = 0; i < formal.Count; i++)
            {
                var given = i < actual.Count ? scope.Name(actual[i]) : "";
                names.TryAdd(formal[i], given.Length > 0 ? given : missing(formal[i]));
            }
        }
    }

    static Dictionary<string, (AttributeProto Value, OnnxScope Scope)> Arguments(
        FunctionProto function, NodeProto call, OnnxScope scope)
    {
        var arguments = new Dictionary<string, (AttributeProto Value, OnnxScope Scope)>(StringComparer.Ordinal);
        foreach (var attribute in function.AttributeProto)
            arguments[attribute.Name] = (attribute, scope);
        foreach (var attribute in call.Attribute)
        {
            if (attribute.RefAttrName.Length == 0)
                arguments[attribute.Name] = (attribute, scope);
            else if (scope.Arguments is { } outer && outer.TryGetValue(attribute.RefAttrName, out var argument))
                arguments[attribute.Name] = argument;
        }

        return arguments;
    }
}
