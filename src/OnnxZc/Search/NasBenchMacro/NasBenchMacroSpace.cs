using System.Text.RegularExpressions;
using OnnxZc.Graphs;
using OnnxZc.Numerics;
using OnnxZc.Search.Building;

namespace OnnxZc.Search.NasBenchMacro;

/// <summary>NAS-Bench-Macro: eight layers, each nothing, a small or a large inverted bottleneck.</summary>
/// <remarks>
/// Numbers are those of the published enumeration, the last layer counting ones. The canonical form, which alone was
/// trained, moves layers that are nothing to the end of their stage.
/// </remarks>
sealed partial class NasBenchMacroSpace : IMutableSpace
{
    const int Count = 8;

    static readonly Choices Layers = new([3, 3, 3, 3, 3, 3, 3, 3]);

    public string Name => "nbmacro";

    public IReadOnlyList<string> Aliases => ["nasbench_macro"];

    public string Title => "NAS-Bench-Macro: eight layers of three choices";

    public string Source => "Su et al. 2021, MCT-NAS, https://arxiv.org/abs/2103.11922";

    public string Licence => "defined by xiusu/NAS-Bench-Macro, Apache-2.0";

    public IReadOnlyList<string> Forms => ["official"];

    /// <summary><c>01202101</c>: 0 identity, 1 kernel 3 and expansion 3, 2 kernel 5 and expansion 6.</summary>
    public IReadOnlyList<string> Encodings => ["digits"];

    public long? Size => Layers.Count;

    public SpaceSettings Defaults => new() { Form = Forms[0], Classes = 10, InputSize = 32, Channels = 32 };

    public Architecture At(long index) => index >= 0 && index < Layers.Count
        ? Of(Layers.At(index))
        : throw new ArchitectureException($"{Name} has numbers from 0 to {Layers.Count - 1}, not {index}.");

    public Architecture Sample(RandomStream draws) => Of(Layers.Sample(draws));

    public Architecture Parse(string text)
    {
        if (Text().IsMatch(text))
            return new(Name, text);
        return text.Length < Count && DigitText.Number(text) is { } index
            ? At(index)
            : throw new ArchitectureException(
                $"'{text}' is no architecture of {Name}: expected eight digits from 0 to 2, such as 01202101, or its "
                + "number.");
    }

    public string Print(Architecture architecture, string encoding) => encoding == "digits"
        ? Parse(architecture.Text).Text
        : throw Unprintable.In(this, encoding);

    public Architecture Canonical(Architecture architecture)
    {
        var digits = Digits(architecture);
        List<int> moved = [];
        foreach (var stage in NasBenchMacroNetwork.Stages)
        {
            moved.Add(digits[moved.Count]);
            moved.AddRange(digits.AsSpan(moved.Count, stage - 1).ToArray().OrderBy(digit => digit == 0));
        }

        return Of([.. moved]);
    }

    public IEnumerable<Architecture> Neighbours(Architecture architecture) =>
        Layers.Neighbours(Digits(architecture)).Select(Of);

    public Architecture Mutate(Architecture architecture, RandomStream draws) =>
        draws.Pick([.. Neighbours(architecture)]);

    public Architecture Cross(Architecture one, Architecture other, RandomStream draws) =>
        Of(Choices.Cross(Digits(one), Digits(other), draws));

    public Graph Build(Architecture architecture, SpaceSettings settings) =>
        new NasBenchMacroNetwork(Digits(architecture), architecture.ToString())
            .Build(settings.SettledFor(this));

    Architecture Of(int[] digits) => new(Name, DigitText.Join("", digits));

    int[] Digits(Architecture architecture) => [.. Parse(architecture.Text).Text.Select(digit => digit - '0')];

    [GeneratedRegex(@"\A[012]{8}\z")]
    private static partial Regex Text();
}
