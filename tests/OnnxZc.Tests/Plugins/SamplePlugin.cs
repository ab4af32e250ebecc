using Google.Protobuf;
using OnnxZc.Tests.Data;
using OnnxZc.Tests.Graphs;

namespace OnnxZc.Tests.Plugins;

/// <summary>The plugin of tools/SamplePlugin as its own build makes it, and a model for it.</summary>
static class SamplePlugin
{
    /// <summary>The assembly, built beside this one.</summary>
    public static string Path { get; } = System.IO.Path.GetFullPath(System.IO.Path.Combine(
        AppContext.BaseDirectory,
        "..",
        "..",
        "OnnxZc.SamplePlugin",
        System.IO.Path.GetFileName(System.IO.Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory)),
        "OnnxZc.SamplePlugin.dll"));

    /// <summary>
    /// Writes y = x w with one sample x = (1, -2, 3, 4). The gradient of the sum of y by w_ij is x_i: 2.5 in the mean
    /// of absolute values.
    /// </summary>
    public static (string Model, string Batch) Write(TempFolder folder)
    {
        var model = Protos.Model(model =>
        {
            model.Graph.Node.Clear();
            model.Graph.Node.Add(Protos.Node("MatMul", ["x", "w"], "y"));
            model.Graph.Initializer[0] =
                Protos.Tensor("w", 1, [4, 3], tensor => tensor.FloatData.Add(Enumerable.Repeat(0.5f, 12)));
            model.Graph.Input[0] = Protos.Value("x", 1, 1, 4);
            model.Graph.Output[0] = Protos.Value("y", 1, 1, 3);
        });
        var images = Npz.Zip(("images.npy", Npz.Array<float>("<f4", "(1, 4)", [1, -2, 3, 4])));
        return (folder.Write("linear.onnx", model.ToByteArray()), folder.Write("batch.npz", images));
    }
}
