using static OnnxZc.Tests.Exporters.ExportedModel;

namespace OnnxZc.Tests.Exporters;

/// <summary>Text models as Hugging Face's exporter writes them: ids, masks, earlier keys and values.</summary>
public sealed class HuggingFaceTests
{
    const long Width = 8;
    const long Vocabulary = 50;
    const long Positions = 12;
    const long Block = (4 * Width * Width) + (4 * Width) + (2 * Width);

    [Fact]
    public void Bert_IdsMaskAndTypes_IsScored()
    {
        var model = new ExportedModel("pytorch", 14);
        object[] shape = ["batch_size", "sequence_length"];
        var (ids, mask) = (model.Input("input_ids", Integer, shape), model.Input("attention_mask", Integer, shape));
        var types = model.Input("token_type_ids", Integer, shape);
        var words = Look(model, "embeddings.word_embeddings.weight", ids, Vocabulary);
        var kinds = Look(model, "embeddings.token_type_embeddings.weight", types, 2);
        var length = model.Node("Gather", [model.Node("Shape", [ids], "shape"), model.Ints("one", 1)], "length");
        model.Ints("table", [.. Enumerable.Range(0, (int)Positions)]);
        var places = model.Node("Slice", ["table", model.Ints("zero", 0), length], "places");
        var positions = Look(model, "embeddings.position_embeddings.weight", places, Positions);
        var x = model.Node("Add", [model.Node("Add", [words, kinds], "e0"), positions], "e1");

        mask = model.Node("Unsqueeze", [mask, model.Ints("axes12", 1, 2)], "mask4");
        mask = model.Node("Cast", [mask], "maskf", Of("to", 1));
        mask = model.Node("Sub", [model.Scalar("1.0", 1), mask], "inverse");
        mask = model.Node("Mul", [mask, model.Scalar("lowest", -3.4e38f)], "bias");
        x = Attention(model, x, mask, past: null);
        x = model.Node("Gather", [x, model.Int("first_token", 0)], "first", Of("axis", 1));
        x = model.Node("Tanh", [Dense(model, x, "pooler", Width, Width)], "pooled");
        model.Node("Identity", [Dense(model, x, "classifier", Width, 2)], "logits");
        model.Output("logits", Float, "batch_size", 2);

        var card = Imported.AssertScored(
            model, ((Vocabulary + 2 + Positions) * Width) + Block + (Width * Width) + Width + (2 * Width) + 2);
        Assert.Equal("input 'input_ids': Int64[4, 12], ids below 50", card.Plan[0]);
        Assert.Equal("input 'attention_mask': Int64[4, 12], mask", card.Plan[1]);
        Assert.Equal("input 'token_type_ids': Int64[4, 12], ids below 2", card.Plan[2]);
    }

    [Fact]
    public void Gpt_EarlierKeysAndValues_IsScoredPerToken()
    {
        var model = new ExportedModel("pytorch", 14);
        var ids = model.Input("input_ids", Integer, "batch_size", "sequence_length");
        var mask = model.Input("attention_mask", Integer, "batch_size", "past_sequence_length + sequence_length");
        var places = model.Input("position_ids", Integer, "batch_size", "sequence_length");
        object[] shape = ["batch_size", 2, "past_sequence_length", Width / 2];
        string[] past = ["past_key_values.0.key", "past_key_values.0.value"];
        Array.ForEach(past, name => model.Input(name, Float, shape));
        var words = Look(model, "wte.weight", ids, Vocabulary);
        var x = model.Node("Add", [words, Look(model, "wpe.weight", places, Positions)], "e1");
        mask = model.Node("Unsqueeze", [mask, model.Ints("axes12", 1, 2)], "mask4");
        mask = model.Node("Cast", [mask], "seen", Of("to", 9));
        mask = model.Node("Where", [mask, model.Scalar("0.0", 0), model.Scalar("lowest", -3.4e38f)], "bias");
        x = Attention(model, x, mask, past);
        model.Node("MatMul", [x, model.Weight("lm_head.weight", Width, Vocabulary)], "logits");
        model.Output("logits", Float, "batch_size", "sequence_length", Vocabulary);
        foreach (var present in (string[])["key_all", "value_all"])
            model.Output(present, Float, "batch_size", 2, "total", Width / 2);

        var card = Imported.AssertScored(model, (((2 * Vocabulary) + Positions) * Width) + Block);
        Assert.Equal(
            [
                "input 'input_ids': Int64[4, 12], ids below 50",
                "input 'attention_mask': Int64[4, 14], mask",
                "input 'position_ids': Int64[4, 12], positions below 12",
                "input 'past_key_values.0.key': Float32[4, 2, 2, 4], past",
                "input 'past_key_values.0.value': Float32[4, 2, 2, 4], past",
                "objective: cross-entropy of 'logits', classes along axis 2",
            ],
            card.Plan.Take(6));
    }

    // Two heads; the normalisation behind has scale and shift.
    static string Attention(ExportedModel model, string x, string bias, string[]? past)
    {
        var query = Heads(model, Dense(model, x, "query", Width, Width), "query_heads");
        var key = Heads(model, Dense(model, x, "key", Width, Width), "key_heads");
        var value = Heads(model, Dense(model, x, "value", Width, Width), "value_heads");
        if (past is not null)
        {
            key = model.Node("Concat", [past[0], key], "key_all", Of("axis", 2));
            value = model.Node("Concat", [past[1], value], "value_all", Of("axis", 2));
        }

        var turned = model.Node("Transpose", [key], "key_turned", Of("perm", 0, 1, 3, 2));
        var weights = model.Node("Add", [model.Node("MatMul", [query, turned], "products"), bias], "masked");
        weights = model.Node("Softmax", [weights], "softmax", Of("axis", -1));
        var seen = model.Node("MatMul", [weights, value], "seen_values");
        var joined = model.Node("Transpose", [seen], "joined", Of("perm", 0, 2, 1, 3));
        joined = model.Node("Reshape", [joined, model.Ints("merge", 0, 0, Width)], "merged");
        var sum = model.Node("Add", [Dense(model, joined, "output", Width, Width), x], "residual");
        return Normalised(model, sum);
    }

    // LayerNormalization as opset 14 has it: spelled out.
    static string Normalised(ExportedModel model, string x)
    {
        var mean = model.Node("ReduceMean", [x], "ln_mean", List("axes", -1));
        var centred = model.Node("Sub", [x, mean], "ln_sub");
        var squared = model.Node("Pow", [centred, model.Scalar("2.0", 2)], "ln_pow");
        var variance = model.Node("ReduceMean", [squared], "ln_var", List("axes", -1));
        var raised = model.Node("Add", [variance, model.Scalar("eps", 1e-5f)], "ln_add");
        var deviation = model.Node("Sqrt", [raised], "ln_sqrt");
        var unit = model.Node("Div", [centred, deviation], "ln_div");
        var scaled = model.Node("Mul", [unit, model.Weight("ln.weight", Width)], "ln_mul");
        return model.Node("Add", [scaled, model.Weight("ln.bias", Width)], "ln_out");
    }

    static string Heads(ExportedModel model, string x, string name)
    {
        var split = model.Node("Reshape", [x, model.Ints($"{name}_shape", 0, 0, 2, Width / 2)], $"{name}_split");
        return model.Node("Transpose", [split], name, Of("perm", 0, 2, 1, 3));
    }

    static string Dense(ExportedModel model, string x, string name, long inputs, long outputs)
    {
        var product = model.Node("MatMul", [x, model.Weight($"{name}.weight", inputs, outputs)], $"{name}_product");
        return model.Node("Add", [model.Weight($"{name}.bias", outputs), product], $"{name}_sum");
    }

    static string Look(ExportedModel model, string table, string ids, long rows) =>
        model.Node("Gather", [model.Weight(table, rows, Width), ids], $"{table}_rows");
}
