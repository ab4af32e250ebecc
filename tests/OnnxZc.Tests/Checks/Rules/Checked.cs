using System.Collections.Immutable;
using Google.Protobuf;
using Onnx;
using OnnxZc.Checks;
using OnnxZc.Checks.Locks;
using OnnxZc.Graphs;
using OnnxZc.Tests.Graphs;

namespace OnnxZc.Tests.Checks.Rules;

/// <summary>Models as rules see them, and what rules say of them.</summary>
static class Checked
{
    /// <summary>What a rule says of a model, under these settings over its own.</summary>
    public static Violation[] By(string rule, CheckedModel model, params (string Name, object Value)[] settings)
    {
        var found = Assert.IsAssignableFrom<IModelRule>(RuleCatalog.Find(rule));
        var values = found.Info.Parameters.Where(parameter => parameter.Default is not null)
            .ToImmutableDictionary(parameter => parameter.Name, parameter => parameter.Default!);
        foreach (var (name, value) in settings)
        {
            Assert.Contains(found.Info.Parameters, parameter => parameter.Name == name);
            values = values.SetItem(name, value is string[] texts ? texts.ToImmutableArray() : value);
        }

        return [.. found.Check(model, new(RuleLevel.Error, values, null))];
    }

    /// <summary>A file with these bytes.</summary>
    public static CheckedModel File(TempFolder folder, byte[] bytes, string name = "model.onnx") =>
        ModelInspection.Of(name, folder.Write(name, bytes), ReadLimits.Default);

    public static Func<TempFolder, CheckedModel> Of(ModelProto model) => folder => File(folder, model.ToByteArray());

    /// <summary><c>y = Relu(x + w)</c>, changed.</summary>
    public static Func<TempFolder, CheckedModel> Of(Action<ModelProto>? change = null) => Of(Protos.Model(change));

    public static Func<TempFolder, CheckedModel> Of(Graph graph) => folder => File(folder, OnnxWriter.Write(graph));

    /// <summary>The model with what running it shows.</summary>
    public static Func<TempFolder, CheckedModel> Run(Graph graph) => Run(OnnxWriter.Write(graph));

    public static Func<TempFolder, CheckedModel> Run(byte[] bytes) => folder =>
    {
        var model = File(folder, bytes);
        return model with { Execution = ExecutionProbe.Of(model.FullPath, new() { Proxies = [], Threads = 1 }) };
    };

    /// <summary>The model with a number as it was locked.</summary>
    public static Func<TempFolder, CheckedModel> Locked(
        Func<TempFolder, CheckedModel> make, string number, double value) => folder => make(folder) with
        {
            Locked = new("model.onnx", "", "")
            {
                Numbers = new Dictionary<string, LockedNumber> { [number] = new(value) },
            },
        };
}
