using System.Collections.Immutable;

namespace OnnxZc.Graphs.Inference;

/// <summary>The sizes that an Einsum equation gives its subscripts.</summary>
/// <param name="Output">The output's shape.</param>
/// <param name="Iterations">
/// The product of all subscripts' sizes: the multiply-accumulates of one pairwise product.
/// </param>
sealed record EinsumSizes(ImmutableArray<long> Output, long Iterations)
{
    const string Ellipsis = "...";

    /// <summary>Reads a node's equation against its operands' shapes.</summary>
    /// <exception cref="ModelException">The equation is malformed or does not fit the shapes.</exception>
    public static EinsumSizes Of(Operation op)
    {
        var equation = op.Attributes.Text("equation", "").Replace(" ", "", StringComparison.Ordinal);
        var sides = equation.Split("->");
        var terms = sides[0].Split(',');
        if (sides.Length > 2 || terms.Length != op.InputCount)
            throw op.Mismatch($"equation '{equation}' does not fit {op.InputCount} operands");

        var sizes = new Dictionary<char, long>();
        ImmutableArray<long> stretched = [];
        for (var i = 0; i < terms.Length; i++)
            stretched = Bind(op, i, terms[i], sizes, stretched);

        var target = sides.Length == 2 ? sides[1] : Implicit(terms);
        var at = target.IndexOf(Ellipsis, StringComparison.Ordinal);
        var letters = target.Replace(Ellipsis, "", StringComparison.Ordinal);
        if (letters.FirstOrDefault(letter => !sizes.ContainsKey(letter)) is var strange and not '\0')
            throw op.Mismatch($"equation '{equation}' names '{strange}' on the right side only");

        long[] named = [.. letters.Select(letter => sizes[letter])];
        ImmutableArray<long> output = at < 0 ? [.. named] : [.. named[..at], .. stretched, .. named[at..]];
        return new(output, TensorData.CountOf(sizes.Values.Concat(stretched)));
    }

    static ImmutableArray<long> Bind(
        Operation op, int operand, string term, Dictionary<char, long> sizes, ImmutableArray<long> stretched)
    {
        var shape = op.Shape(operand);
        var at = term.IndexOf(Ellipsis, StringComparison.Ordinal);
        var letters = term.Replace(Ellipsis, "", StringComparison.Ordinal);
        var spare = shape.Length - letters.Length;
        if (spare < 0 || (at < 0 && spare > 0))
            throw op.Mismatch($"subscripts '{term}' do not fit shape {ShapeText.Of(shape)}");

        for (var i = 0; i < letters.Length; i++)
        {
            var size = shape[at >= 0 && i >= at ? i + spare : i];
            var known = sizes.GetValueOrDefault(letters[i], 1);
            if (size != known && size != 1 && known != 1)
                throw op.Mismatch($"subscript '{letters[i]}' has sizes {known} and {size}");
            sizes[letters[i]] = known == 1 ? size : known;
        }

        if (at < 0)
            return stretched;
        var joined = Broadcasting.Join(stretched, shape.Slice(at, spare));
        return joined.IsDefault
            ? throw op.Mismatch($"dimensions under '...' do not fit: {ShapeText.Of(stretched)}, {ShapeText.Of(shape)}")
            : joined;
    }

    static string Implicit(string[] terms)
    {
        var all = string.Concat(terms);
        var once = all.Where(char.IsLetter).CountBy(letter => letter).Where(count => count.Value == 1)
            .Select(count => count.Key).Order();
        return (all.Contains(Ellipsis, StringComparison.Ordinal) ? Ellipsis : "") + string.Concat(once);
    }
}
