using System.Globalization;

namespace OnnxZc.Graphs.Inputs;

/// <summary>
/// Symbolic sizes as exporters write them: <c>sequence</c>, <c>past_sequence_length + 1</c>, <c>2*s0</c>.
/// </summary>
static class SizeExpression
{
    /// <summary>The names that <paramref name="text"/> depends on; itself when it is one name.</summary>
    public static IEnumerable<string> Names(string text) =>
        text.Split('+', '*').Select(part => part.Trim()).Where(part => part.Length > 0 && !IsNumber(part));

    /// <summary>The size, or null when a name has none.</summary>
    public static long? Evaluate(string text, IReadOnlyDictionary<string, long> sizes)
    {
        if (sizes.TryGetValue(text, out var given))
            return given;
        long? sum = 0;
        foreach (var term in text.Split('+'))
        {
            long? product = 1;
            foreach (var factor in term.Split('*').Select(part => part.Trim()))
                product *= IsNumber(factor) ? long.Parse(factor, CultureInfo.InvariantCulture) : Find(factor, sizes);
            sum += product;
        }

        return sum;
    }

    static bool IsNumber(string text) =>
        text.Length < 10 && long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out _);

    static long? Find(string name, IReadOnlyDictionary<string, long> sizes) =>
        sizes.TryGetValue(name, out var size) ? size : null;
}
