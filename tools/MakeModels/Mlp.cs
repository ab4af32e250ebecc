using OnnxZc.Graphs;

namespace OnnxZc.MakeModels;

/// <summary>Two hidden layers with batch normalization between linear layers, for 32x32 images of 10 classes.</summary>
static class Mlp
{
    public static Graph Build(string name, int opset)
    {
        var l = new LayerBuilder(name, opset);
        var x = l.Node("Flatten", [l.Image(3, 32)]);
        x = l.Relu(l.BatchNorm(l.Linear(x, "hidden1.linear", 3072, 256), "hidden1.bn", 256));
        x = l.Relu(l.BatchNorm(l.Linear(x, "hidden2.linear", 256, 128), "hidden2.bn", 128));
        return l.Finish(x, 128, 10);
    }
}
