using OnnxZc.Graphs;

namespace OnnxZc.Checks.Rules.Meta;

/// <summary>Every model is a model. Git LFS pointers are the business of <c>lfs-pointer</c>.</summary>
sealed class Readable : IModelRule
{
    /// <inheritdoc/>
    public RuleInfo Info { get; } = new(
        "readable", RuleGroup.Meta, RuleNeed.File, RuleLevel.Error, "The file can be read as an ONNX model.")
    {
        Why = "Whatever is wrong with a file that cannot be read, no other rule can tell.",
        Fix = "Export the model again; onnxzc doctor FILE says more.",
        Passing = "readable: error, and a file that onnx.checker accepts",
        Failing = "a file that ends early, or a web page saved under the name of a model",
    };

    /// <inheritdoc/>
    public IEnumerable<Violation> Check(CheckedModel model, RuleSettings settings) =>
        model.Error is { Code: not ModelErrorCode.LfsPointer } error
            ? [new($"It cannot be read: {error.Message}.") { Part = error.Node }]
            : [];
}
