using System.Security.Cryptography;
using System.Text;

namespace OnnxZc.MakeModels;

/// <summary>The table of <c>models/README.md</c>.</summary>
static class ModelTable
{
    const string Introduction =
        """
        # Models

        Written by `tools/make-models` from the definitions in `tools/MakeModels`; do not edit. The files hold no
        weights: each weight is drawn by a `RandomNormal` node with a seed of its own (convolutions with the variance
        2 / fan-out, linear layers 1 / inputs), and batch normalization starts at scale 1, bias 0, mean 0, variance 1.
        Every input is called `input`, every result `logits`. MACs are those of convolutions, linear layers and matrix
        products for one image; a bias adds one per output element.

        """;

    public static string Markdown(IReadOnlyList<MadeModel> models)
    {
        var text = new StringBuilder(Introduction);
        text.Append("\n| File | Origin | Opset | Input | Parameters | MACs | Bytes | SHA-256 |\n");
        text.Append("|---|---|--:|---|--:|--:|--:|---|\n");
        foreach (var model in models)
            text.Append(Row(model));
        return text.ToString();
    }

    static string Row(MadeModel model)
    {
        var input = model.Graph.Inputs.Single();
        var shape = string.Join(" x ", input.Shape.Select(dimension => dimension.ToString()));
        var hash = Convert.ToHexStringLower(SHA256.HashData(model.Bytes));
        return $"| `{model.Recipe.Name}.onnx` | {model.Recipe.Origin} | {model.Recipe.Opset} | {shape} "
            + $"| {model.Counts.Parameters:N0} | {model.Counts.Macs:N0} | {model.Bytes.Length:N0} | `{hash}` |\n";
    }
}
