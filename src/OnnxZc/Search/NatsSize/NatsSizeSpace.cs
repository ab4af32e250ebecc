using OnnxZc.Graphs;
using OnnxZc.Numerics;
using OnnxZc.Search.Building;

namespace OnnxZc.Search.NatsSize;

/// <summary>The size space of NATS-Bench: one network whose five stages have 8 to 64 channels each.</summary>
/// <remarks>
/// Numbers are those of the benchmark: the last stage counts ones. No two architectures build the same network, so
/// each is its own canonical form.
/// </remarks>
sealed class NatsSizeSpace : IMutableSpace
{
    const int Step = 8;

    static readonly Choices Widths = new([8, 8, 8, 8, 8]);

    public string Name => "nats_sss";

    public IReadOnlyList<string> Aliases => ["nats"];

    public string Title => "NATS-Bench size space: five widths of one NAS-Bench-201 network";

    public string Source => "Dong et al. 2021, NATS-Bench, https://arxiv.org/abs/2009.00437";

    public string Licence => "defined by D-X-Y/NATS-Bench and AutoDL-Projects, MIT";

    public IReadOnlyList<string> Forms => ["official"];

    /// <summary><c>64:8:8:8:8</c>, channels; <c>7,0,0,0,0</c>, the choices' numbers, as MF-NAS writes them.</summary>
    public IReadOnlyList<string> Encodings => ["channels", "choices"];

    public long? Size => Widths.Count;

    public SpaceSettings Defaults => new() { Form = Forms[0], Classes = 10, InputSize = 32 };

    public Architecture At(long index) => index >= 0 && index < Widths.Count
        ? Of(Widths.At(index))
        : throw new ArchitectureException($"{Name} has numbers from 0 to {Widths.Count - 1}, not {index}.");

    public Architecture Sample(RandomStream draws) => Of(Widths.Sample(draws));

    public Architecture Parse(string text)
    {
        if (DigitText.Number(text) is { } index)
            return At(index);
        if (text.Contains(':') && DigitText.Read(text.Replace(':', ',')) is { Length: 5 } channels
            && channels.All(width => width is >= Step and <= 8 * Step && width % Step == 0))
            return Of([.. channels.Select(width => (width / Step) - 1)]);
        return DigitText.Read(text) is { Length: 5 } choices && choices.All(choice => choice < 8)
            ? Of(choices)
            : throw new ArchitectureException(
                $"'{text}' is no architecture of {Name}: expected five channels from 8 to 64 in steps of 8, such as "
                + "64:8:16:24:32, five numbers from 0 to 7, or its own number.");
    }

    public string Print(Architecture architecture, string encoding) => encoding switch
    {
        "channels" => DigitText.Join(":", Channels(architecture)),
        "choices" => DigitText.Join(",", Digits(architecture)),
        _ => throw Unprintable.In(this, encoding),
    };

    public Architecture Canonical(Architecture architecture) => Parse(architecture.Text);

    public IEnumerable<Architecture> Neighbours(Architecture architecture) =>
        Widths.Neighbours(Digits(architecture)).Select(Of);

    public Architecture Mutate(Architecture architecture, RandomStream draws) =>
        draws.Pick([.. Neighbours(architecture)]);

    public Architecture Cross(Architecture one, Architecture other, RandomStream draws) =>
        Of(Choices.Cross(Digits(one), Digits(other), draws));

    public Graph Build(Architecture architecture, SpaceSettings settings)
    {
        var settled = settings.SettledFor(this);
        return settled.InputSize % 4 == 0
            ? new NatsSizeNetwork([.. Channels(architecture)], architecture.ToString()).Build(settled)
            : throw new ArchitectureException($"{Name}: the input size must be a multiple of 4.");
    }

    Architecture Of(int[] digits) => new(Name, DigitText.Join(":", digits.Select(digit => (digit + 1) * Step)));

    int[] Digits(Architecture architecture) => [.. Channels(architecture).Select(width => (width / Step) - 1)];

    int[] Channels(Architecture architecture) =>
        DigitText.Numbers(Parse(architecture.Text).Text)!;
}
