using System.Globalization;
using Google.Protobuf;
using Onnx;
using OnnxZc.Cli;
using OnnxZc.Reports.Checking;
using OnnxZc.Tests.Graphs;

namespace OnnxZc.Tests.Checks;

/// <summary>A folder of models with a policy, and what a check of it writes in every form at once.</summary>
sealed class Gate : IDisposable
{
    public TempFolder Folder { get; } = new();

    public void Policy(string text) => File.WriteAllText(Folder.PathOf("onnxzc.yaml"), text);

    public void Model(string name, ModelProto model) => Folder.Write(name, model.ToByteArray());

    public void Lock()
    {
        var (code, error) = Run("lock");
        Assert.True(code == 0, error);
    }

    /// <summary>The exit code, and the texts by the names of the forms.</summary>
    public (int Code, IReadOnlyDictionary<string, string> Texts) Check()
    {
        var formats = CheckFormatCatalog.All.Select(format => format.Name).ToArray();
        var (code, error) = Run(
            "check", "--format", string.Join(',', formats.Select(name => $"{name}={Folder.PathOf($"out.{name}")}")));
        Assert.True(code is 0 or 1 or 3, error);
        return (code, formats.ToDictionary(name => name, name => File.ReadAllText(Folder.PathOf($"out.{name}"))));
    }

    public void Dispose() => Folder.Dispose();

    (int Code, string Error) Run(string verb, params string[] args)
    {
        using var output = new StringWriter(CultureInfo.InvariantCulture);
        using var error = new StringWriter(CultureInfo.InvariantCulture);
        var code = CommandLine.Run(
            [verb, "--policy", Folder.PathOf("onnxzc.yaml"), "--quiet", .. args],
            new() { Out = output, Error = error },
            Backend.Library);
        return (code, $"{output}{error}");
    }
}
