using System.Collections.Immutable;

namespace OnnxZc.Graphs.Inference;

/// <summary>Attention and the embedding of positions in its queries and keys.</summary>
static class Attentions
{
    /// <summary>The family's rules by operator type.</summary>
    public static IEnumerable<(string Type, ShapeRule Rule)> Rules =>
    [
        ("Attention", new(Attention)),
        ("RotaryEmbedding", new(op => op.Result(op.ShapeOfRank(0, 3)))),
    ];

    static Inferred Attention(Operation op)
    {
        var query = Heads(op, 0, "q_num_heads");
        var key = Heads(op, 1, "kv_num_heads");
        var value = Heads(op, 2, "kv_num_heads");
        var fits = query[0] == key[0] && query[3] == key[3] && key[1] == value[1] && key[2] == value[2]
            && key[1] > 0 && query[1] % key[1] == 0;
        if (!fits)
        {
            throw op.Mismatch(
                $"queries {ShapeText.Of(op.Shape(0))}, keys {ShapeText.Of(op.Shape(1))} and values "
                + $"{ShapeText.Of(op.Shape(2))} do not fit");
        }

        var keys = checked((op.Has(4) ? op.ShapeOfRank(4, 4)[2] : 0) + key[2]);
        ImmutableArray<long> output = op.Rank(0) == 3
            ? [query[0], query[2], checked(query[1] * value[3])]
            : [.. query[..3], value[3]];
        return new(
        [
            new(op.Type(0), output),
            new(op.Type(1), key.SetItem(2, keys)),
            new(op.Type(2), value.SetItem(2, keys)),
            new(op.Type(0), [.. query[..3], keys]),
        ]);
    }

    // [batch, head, position, feature], whichever of the two forms the input has.
    static ImmutableArray<long> Heads(Operation op, int input, string attribute)
    {
        var shape = op.ShapeOfRank(input, 3);
        if (shape.Length != 3)
            return shape;
        var heads = op.Attributes.Int(attribute, 0);
        return heads > 0 && shape[2] % heads == 0
            ? [shape[0], heads, shape[1], shape[2] / heads]
            : throw op.Mismatch($"{attribute} {heads} does not divide {ShapeText.Of(shape)}");
    }
}
