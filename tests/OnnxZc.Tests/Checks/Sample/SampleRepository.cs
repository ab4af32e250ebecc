using Google.Protobuf;
using Onnx;
using OnnxZc.Tests.Ci;

namespace OnnxZc.Tests.Checks.Sample;

/// <summary>
/// A real git repository of models with a history, each commit with a tag: all is well; a model grows; one's score
/// falls; one loses an output; one reaches outside; one is a pointer; a waiver that holds; the same when it has ended.
/// </summary>
public sealed class SampleRepository : IDisposable
{
    const string Policy = """
        models: [zoo/**/*.onnx]
        settings:
          proxies: [l2_norm]
        rules:
          max-params: {growth: 10%}

        """;

    const string Waived = """
          max-file-size: {limit: 100B}
        waivers:
          - rule: max-file-size
            model: zoo/**/*.onnx
            reason: to be pruned
            until: 
        """;

    readonly Shell _shell = new();

    public SampleRepository()
    {
        _shell.Do("git init --quiet --initial-branch=main origin && mkdir origin/zoo");
        File.WriteAllText(_shell.In("secrets.bin"), new string('x', 1000));
        Write("onnxzc.yaml", Policy);
        Write("zoo/a.onnx", SampleModels.Network(hidden: 8));
        Write("zoo/b.onnx", SampleModels.Network(hidden: 8, hasFeatures: true));
        _shell.Do("onnxzc lock --quiet", "origin");
        Commit("good");

        Write("zoo/a.onnx", SampleModels.Network(hidden: 64));
        Commit("grows");

        Write("zoo/a.onnx", SampleModels.Network(hidden: 8));
        Write("zoo/b.onnx", SampleModels.Network(hidden: 8, scale: 0.5, hasFeatures: true));
        Commit("falls");

        Write("zoo/b.onnx", SampleModels.Network(hidden: 8));
        Commit("loses");

        Write("zoo/b.onnx", SampleModels.Network(hidden: 8, hasFeatures: true));
        Write("zoo/c.onnx", SampleModels.Escaping());
        Commit("escapes");

        File.Delete(_shell.In("origin/zoo/c.onnx"));
        File.WriteAllBytes(_shell.In("origin/zoo/a.onnx"), SampleModels.Pointer(SampleModels.Network(hidden: 8)));
        Commit("pointer");

        Write("zoo/a.onnx", SampleModels.Network(hidden: 8));
        Write("onnxzc.yaml", $"{Policy}{Waived}2999-12-31\n");
        Commit("waived");

        Write("onnxzc.yaml", $"{Policy}{Waived}2020-01-31\n");
        Commit("expires");
    }

    /// <summary>Does what continuous integration does: clones, checks out, checks.</summary>
    /// <param name="tag">The commit.</param>
    /// <param name="arguments">What follows <c>onnxzc check</c>.</param>
    /// <returns>The exit code, stdout and the folder of the clone.</returns>
    public (int Code, string Out, string Folder) Check(string tag, string arguments)
    {
        var folder = $"clone-{Guid.NewGuid():n}";
        _shell.Do($"git clone --quiet origin {folder} && git -C {folder} checkout --quiet {tag}");
        var (code, output, error) = _shell.Run($"onnxzc check --quiet {arguments}", folder);
        Assert.True(code is 0 or 1, $"{output}{error}");
        return (code, output, _shell.In(folder));
    }

    public void Dispose() => _shell.Dispose();

    void Write(string name, string text) => File.WriteAllText(_shell.In($"origin/{name}"), text);

    void Write(string name, ModelProto model) =>
        File.WriteAllBytes(_shell.In($"origin/{name}"), model.ToByteArray());

    void Commit(string tag) =>
        _shell.Do($"git add --all . && git commit --quiet --message '{tag}' && git tag {tag}", "origin");
}
