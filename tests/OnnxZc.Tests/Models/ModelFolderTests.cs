using System.Text;
using OnnxZc.Graphs;
using OnnxZc.MakeModels;

namespace OnnxZc.Tests.Models;

public sealed class ModelFolderTests
{
    const int LargestFile = 40_000;

    public static TheoryData<string> Names => [.. ModelCatalog.All.Select(recipe => recipe.Name)];

    [Fact]
    public void Files_InTheRepository_AreWhatTheToolWrites()
    {
        var folder = Folder();
        var made = ModelFolder.Files().ToArray();

        var present = Directory.GetFiles(folder).Select(Path.GetFileName);
        Assert.Equal(made.Select(file => file.Name).Order(), present.Order());
        foreach (var (name, bytes) in made)
            Assert.True(bytes.AsSpan().SequenceEqual(File.ReadAllBytes(Path.Combine(folder, name))), name);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void File_OfEachModel_IsSmallAndHoldsNoWeights(string name)
    {
        var path = Path.Combine(Folder(), $"{name}.onnx");

        Assert.InRange(new FileInfo(path).Length, 1, LargestFile);
        Assert.All(OnnxReader.Read(path).Graph.Initializers.Values, tensor => Assert.InRange(tensor.Count, 1, 4));
    }

    [Fact]
    public void ReadMe_EachModel_HasARow()
    {
        var text = Encoding.UTF8.GetString(ModelFolder.Files().Single(file => file.Name == "README.md").Bytes);
        Assert.All(ModelCatalog.All, recipe => Assert.Contains($"\n| `{recipe.Name}.onnx` |", text));
    }

    static string Folder()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "OnnxZc.sln")))
            folder = folder.Parent ?? throw new InvalidOperationException("OnnxZc.sln is not above the tests");
        return Path.Combine(folder.FullName, "models");
    }
}
