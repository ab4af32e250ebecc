using System.Collections.Immutable;
using System.Globalization;

namespace OnnxZc.Graphs.Inputs;

/// <summary>What a user says of one input: its shape, its type and the range of its values.</summary>
public sealed record InputSpec
{
    /// <summary>The form that <see cref="Parse"/> takes.</summary>
    public const string Form = "NAME=SHAPE:TYPE[:LOW:HIGH], such as ids=Nx128:int64:0:30522";

    /// <summary>The sizes; null for one that is left as it is. Default (<c>IsDefault</c>) leaves all.</summary>
    public ImmutableArray<long?> Shape { get; init; }

    /// <summary>The element type that the model must declare; undefined for any.</summary>
    public ElementType Type { get; init; }

    /// <summary>
    /// Drawn values are uniform from the first to below the second; null for those that suit the input.
    /// </summary>
    public (double Low, double High)? Range { get; init; }

    /// <summary>
    /// Parses <c>NAME=SHAPE:TYPE[:LOW:HIGH]</c>: sizes with <c>x</c> between, any word for one that is left as it is
    /// (<c>Nx3x224x224</c>); <c>float32</c>, <c>float64</c>, <c>float16</c>, <c>int64</c>, <c>int32</c>, <c>uint8</c>
    /// or <c>bool</c>. Shape and type may be empty.
    /// </summary>
    /// <exception cref="FormatException">It has another form.</exception>
    public static KeyValuePair<string, InputSpec> Parse(string text)
    {
        // Names of inputs may hold colons and equals signs; sizes and types hold neither.
        var at = text.LastIndexOf('=');
        var parts = at > 0 ? text[(at + 1)..].Split(':') : [];
        if (parts.Length is not (1 or 2 or 4))
            throw new FormatException($"takes {Form}, not '{text}'");
        return new(text[..at], new()
        {
            Shape = ParseShape(parts[0]),
            Type = parts.Length > 1 ? ParseType(parts[1]) : ElementType.Undefined,
            Range = parts.Length == 4 ? (Number(parts[2]), Number(parts[3])) : null,
        });
    }

    /// <summary>As <see cref="Parse"/> takes it, without the name.</summary>
    public override string ToString()
    {
        var shape = Shape.IsDefault ? "" : string.Join('x', Shape.Select(size => size?.ToString() ?? "N"));
        var type = Type == ElementType.Undefined ? "" : Type.ToString().ToLowerInvariant();
        return Range is { } range
            ? string.Create(CultureInfo.InvariantCulture, $"{shape}:{type}:{range.Low:R}:{range.High:R}")
            : $"{shape}:{type}";
    }

    static ImmutableArray<long?> ParseShape(string text) => text.Length == 0
        ? default
        : [.. text.Split('x').Select(size => (long?)(
            long.TryParse(size, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0
                ? number
                : size.Length > 0 && (char.IsAsciiLetter(size[0]) || size is "?" or "*")
                    ? null
                    : throw new FormatException($"takes sizes from 1 up with x between, not '{text}'")))];

    static ElementType ParseType(string text) => text switch
    {
        "" => ElementType.Undefined,
        "float" => ElementType.Float32,
        _ when Enum.TryParse<ElementType>(text, ignoreCase: true, out var type) && !char.IsAsciiDigit(text[0]) => type,
        _ => throw new FormatException($"takes a type such as float32 or int64, not '{text}'"),
    };

    static double Number(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && double.IsFinite(value)
            ? value
            : throw new FormatException($"takes finite numbers LOW:HIGH, not '{text}'");
}
