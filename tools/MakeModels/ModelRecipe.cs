using OnnxZc.Graphs;

namespace OnnxZc.MakeModels;

/// <summary>One file of <c>models/</c>.</summary>
/// <param name="Name">The file's name without extension, and the graph's.</param>
/// <param name="Origin">The definition that it follows.</param>
/// <param name="Opset">The opset of its operators.</param>
/// <param name="Make">The graph by name and opset.</param>
sealed record ModelRecipe(string Name, string Origin, int Opset, Func<string, int, Graph> Make)
{
    public Graph Build() => Make(Name, Opset);
}
