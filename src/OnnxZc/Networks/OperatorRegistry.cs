using System.Collections.Frozen;
using OnnxZc.Graphs;
using Tensor = TorchSharp.torch.Tensor;

namespace OnnxZc.Networks;

/// <summary>Collects operators by exact since-version; a second definition of one is an error at start-up.</summary>
sealed class OperatorRegistry
{
    readonly Dictionary<OperatorId, ValueFunction> _functions = [];

    /// <summary>Lets a family add its operators.</summary>
    public OperatorRegistry Add(Action<OperatorRegistry> family)
    {
        family(this);
        return this;
    }

    /// <summary>An operator of the default domain with one output.</summary>
    public void Add(string type, ReadOnlySpan<int> sinceVersions, Func<OperatorCall, Tensor> function) =>
        AddMany(type, sinceVersions, call => [function(call)]);

    /// <summary>An operator of ONNX Runtime's own domain.</summary>
    public void AddMicrosoft(string type, Func<OperatorCall, Tensor> function) =>
        _functions.Add(new OperatorId(OperatorVersions.Microsoft, type, 1), call => [function(call)]);

    /// <summary>An operator of the default domain with any number of outputs.</summary>
    public void AddMany(string type, ReadOnlySpan<int> sinceVersions, OperatorFunction function) =>
        AddValues(type, sinceVersions, call => Array.ConvertAll(function(call), tensor => new Value(tensor)));

    /// <summary>An operator of the default domain that takes or gives sequences or optional values.</summary>
    public void AddValues(string type, ReadOnlySpan<int> sinceVersions, ValueFunction function)
    {
        foreach (var version in sinceVersions)
            _functions.Add(new OperatorId("", type, version), function);
    }

    public FrozenDictionary<OperatorId, ValueFunction> ToFrozen() => _functions.ToFrozenDictionary();
}
