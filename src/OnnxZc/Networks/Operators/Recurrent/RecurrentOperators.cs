using Tensor = TorchSharp.torch.Tensor;

namespace OnnxZc.Networks.Operators.Recurrent;

/// <summary>Layers that walk a sequence step by step, in one or both directions.</summary>
static class RecurrentOperators
{
    public static void Register(OperatorRegistry table)
    {
        table.AddMany("RNN", [7, 14, 22], Rnn);
        table.AddMany("GRU", [7, 14, 22], Gru);
        table.AddMany("LSTM", [7, 14, 22], Lstm);
    }

    static Tensor[] Rnn(OperatorCall call) => new RecurrentLayer(call, ["Tanh"])
        .Run([5], (weights, _) => RecurrentCells.Rnn(weights));

    static Tensor[] Gru(OperatorCall call)
    {
        var linearBeforeReset = call.Attributes.Int("linear_before_reset", 0) != 0;
        return new RecurrentLayer(call, ["Sigmoid", "Tanh"]) { SeparateBias = true }
            .Run([5], (weights, _) => RecurrentCells.Gru(weights, linearBeforeReset));
    }

    static Tensor[] Lstm(OperatorCall call)
    {
        var inputForget = call.Attributes.Int("input_forget", 0) != 0;
        return new RecurrentLayer(call, ["Sigmoid", "Tanh", "Tanh"]).Run(
            [5, 6],
            (weights, direction) =>
                RecurrentCells.Lstm(weights, call.Optional(7)?.select(0, direction), inputForget));
    }
}
