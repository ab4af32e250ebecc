using System.Collections.Immutable;

namespace OnnxZc.Graphs.Inference;

/// <summary>Recurrent layers.</summary>
static class Recurrences
{
    /// <summary>The family's rules by operator type.</summary>
    public static IEnumerable<(string Type, ShapeRule Rule)> Rules =>
    [
        ("RNN", new(op => Recur(op, gates: 1))),
        ("GRU", new(op => Recur(op, gates: 3))),
        ("LSTM", new(op => Recur(op, gates: 4))),
    ];

    static Inferred Recur(Operation op, int gates)
    {
        var (input, weights, recurrent) = (op.Shape(0), op.Shape(1), op.Shape(2));
        var hidden = recurrent.Length == 3 ? recurrent[2] : 0;
        var fits = input.Length == 3 && weights.Length == 3 && recurrent.Length == 3
            && input[2] == weights[2] && weights[1] == checked(gates * hidden)
            && recurrent[1] == weights[1] && recurrent[0] == weights[0];
        if (!fits)
        {
            throw op.Mismatch(
                $"weights {ShapeText.Of(weights)} and {ShapeText.Of(recurrent)} "
                + $"do not fit input {ShapeText.Of(input)}");
        }

        var directions = weights[0];
        var batchFirst = op.Attributes.Int("layout", 0) != 0;
        var batch = batchFirst ? input[0] : input[1];
        ImmutableArray<long> all = batchFirst
            ? [batch, input[1], directions, hidden]
            : [input[0], directions, batch, hidden];
        ImmutableArray<long> last = batchFirst ? [batch, directions, hidden] : [directions, batch, hidden];
        return new([new(op.Type(0), all), new(op.Type(0), last), new(op.Type(0), last)]);
    }
}
