using System.Globalization;

namespace OnnxZc.Graphs.Inputs;

/// <summary>How the values of an input are made when no data is given for it.</summary>
/// <param name="Kind">What the input takes.</param>
/// <param name="Rows">Rows of the table that ids or positions index; 0 when there is none.</param>
public sealed record InputUse(InputKind Kind, long Rows = 0)
{
    /// <summary>The values asked for instead: from the first to below the second; null for the kind's own.</summary>
    public (double Low, double High)? Range { get; init; }

    /// <summary>Such as <c>ids below 30522</c>, <c>mask</c> or <c>samples from 0 to 1</c>.</summary>
    public override string ToString()
    {
        var kind = Kind.ToString().ToLowerInvariant();
        return Range is { } range
            ? string.Create(CultureInfo.InvariantCulture, $"{kind} from {range.Low} to {range.High}")
            : Rows > 0 ? string.Create(CultureInfo.InvariantCulture, $"{kind} below {Rows}") : kind;
    }
}
