using System.Text;

namespace OnnxZc.MakeModels;

/// <summary>The contents of <c>models/</c>, the same bytes on every machine.</summary>
static class ModelFolder
{
    /// <summary>The models and, last, the README that describes them.</summary>
    public static IEnumerable<(string Name, byte[] Bytes)> Files()
    {
        var made = ModelCatalog.All.Select(recipe => new MadeModel(recipe)).ToArray();
        return made
            .Select(model => ($"{model.Recipe.Name}.onnx", model.Bytes))
            .Append(("README.md", Encoding.UTF8.GetBytes(ModelTable.Markdown(made))));
    }
}
