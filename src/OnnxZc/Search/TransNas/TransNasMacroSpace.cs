using System.Text.RegularExpressions;
using OnnxZc.Graphs;
using OnnxZc.Numerics;
using OnnxZc.Search.Building;

namespace OnnxZc.Search.TransNas;

/// <summary>The skeleton space of TransNAS-Bench-101: four to six layers of residual blocks.</summary>
/// <remarks>
/// Valid are 1 to 3 doublings of channels and 1 to 4 halvings of the image. Numbers are those of the published list: by
/// layers, then doublings, then halvings. No two architectures build the same network, so each is its own canonical
/// form. Neighbours differ in a layer's digit or in whether there is a last layer.
/// </remarks>
sealed partial class TransNasMacroSpace : IMutableSpace
{
    const int Longest = 6;

    static readonly Choices Layers = new([5, 5, 5, 5, 5, 5]);
    static readonly Lazy<int[][]> Published = new(() => [.. InPublishedOrder()]);

    public string Name => "tnb101_macro";

    public IReadOnlyList<string> Aliases => ["transnas_macro"];

    public string Title => "TransNAS-Bench-101, skeletons: where four to six layers widen and stride";

    public string Source => TransNasForms.Source;

    public string Licence => TransNasForms.Licence;

    public IReadOnlyList<string> Forms => TransNasForms.Names;

    /// <summary>
    /// <c>64-2311-basic</c>; its digits alone, <c>2-3-1-1</c>, as NASLib has them, who may fill up with zeros to six.
    /// </summary>
    public IReadOnlyList<string> Encodings => ["string", "digits"];

    public long? Size => Published.Value.Length;

    public SpaceSettings Defaults => DefaultsOf(null);

    public SpaceSettings DefaultsOf(string? form) => TransNasForms.DefaultsOf(form);

    public Architecture At(long index) => index >= 0 && index < Published.Value.Length
        ? Of(Published.Value[index])
        : throw new ArchitectureException($"{Name} has numbers from 0 to {Size - 1}, not {index}.");

    public Architecture Sample(RandomStream draws) => Of(draws.Pick(Published.Value));

    public Architecture Parse(string text)
    {
        if (DigitText.Number(text) is { } index)
            return At(index);
        int[]? layers = Text().Match(text) is { Success: true } match
            ? [.. match.Groups[1].Value.Select(digit => digit - '0')]
            : DigitText.Read(text) is { Length: <= Longest } digits ? WithoutPadding(digits) : null;
        return layers is not null && IsValid(layers)
            ? Of(layers)
            : throw new ArchitectureException(
                $"'{text}' is no architecture of {Name}: expected 64-, then four to six digits from 1 to 4 with 1 to 3 "
                + "doublings (2, 4) and 1 to 4 strides (3, 4), then -basic, such as 64-2311-basic; 2-3-1-1; or its "
                + "number.");
    }

    public string Print(Architecture architecture, string encoding) => encoding switch
    {
        "string" => Parse(architecture.Text).Text,
        "digits" => DigitText.Join("-", Digits(architecture)),
        _ => throw Unprintable.In(this, encoding),
    };

    public Architecture Canonical(Architecture architecture) => Parse(architecture.Text);

    public IEnumerable<Architecture> Neighbours(Architecture architecture) =>
        Layers.Neighbours(Padded(architecture)).Select(WithoutPadding).Where(IsValid).Select(Of);

    public Architecture Mutate(Architecture architecture, RandomStream draws) =>
        draws.Pick([.. Neighbours(architecture)]);

    /// <remarks>Draws until a child is valid; a parent, which always is, after 64 that are not.</remarks>
    public Architecture Cross(Architecture one, Architecture other, RandomStream draws)
    {
        const int Attempts = 64;
        int[] first = Padded(one), second = Padded(other);
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            int[] child = [.. first.Select((digit, i) =>
                draws.Sign((attempt * Longest) + i) > 0 ? digit : second[i])];
            if (IsValid(WithoutPadding(child)))
                return Of(WithoutPadding(child));
        }

        return Parse(one.Text);
    }

    public Graph Build(Architecture architecture, SpaceSettings settings) =>
        TransNasForms.Build(this, new([.. Digits(architecture)], []), settings);

    static IEnumerable<int[]> InPublishedOrder() =>
        from length in Enumerable.Range(4, 3)
        from doublings in Enumerable.Range(1, 3)
        from strides in Enumerable.Range(1, 4)
        from doubling in Subsets(length, doublings)
        from striding in Subsets(length, strides)
        select Enumerable.Range(0, length)
            .Select(i => 1 + (doubling.Contains(i) ? 1 : 0) + (striding.Contains(i) ? 2 : 0))
            .ToArray();

    // In lexicographic order.
    static IEnumerable<int[]> Subsets(int of, int count, int from = 0) => count == 0
        ? [[]]
        : Enumerable.Range(from, Math.Max(0, of - from))
            .SelectMany(first => Subsets(of, count - 1, first + 1).Select(rest => (int[])[first, .. rest]));

    static bool IsValid(int[] layers) => layers.Length is >= 4 and <= Longest
        && layers.All(digit => digit is >= 1 and <= 4)
        && layers.Count(TransNasCode.Widens) is >= 1 and <= 3
        && layers.Count(TransNasCode.Strides) is >= 1 and <= 4;

    static int[] WithoutPadding(int[] digits) => [.. digits.Take(Array.FindLastIndex(digits, digit => digit != 0) + 1)];

    int[] Padded(Architecture architecture) =>
        [.. Digits(architecture), .. Enumerable.Repeat(0, Longest - Digits(architecture).Length)];

    Architecture Of(int[] layers) => new(Name, new TransNasCode([.. layers], []).ToString());

    int[] Digits(Architecture architecture) =>
        [.. Text().Match(Parse(architecture.Text).Text).Groups[1].Value.Select(digit => digit - '0')];

    [GeneratedRegex(@"\A64-([1-4]{4,6})-basic\z")]
    private static partial Regex Text();
}
