using System.Globalization;

namespace OnnxZc.Cli;

/// <summary>Sizes in bytes as people write them: <c>512M</c>, <c>2G</c>, <c>1.5GiB</c>; powers of 1024.</summary>
static class ByteSize
{
    const string Units = "KMGT";

    /// <summary>The number of bytes that <paramref name="text"/> stands for.</summary>
    /// <exception cref="UsageException">It is no positive size, or more than 2^62 bytes.</exception>
    public static long Parse(string option, string text)
    {
        var number = text.TrimEnd('B', 'b').TrimEnd('i', 'I');
        var unit = number.Length > 0 ? Units.IndexOf(char.ToUpperInvariant(number[^1])) : -1;
        var isNumber = double.TryParse(
            unit < 0 ? number : number[..^1],
            NumberStyles.AllowDecimalPoint,
            CultureInfo.InvariantCulture,
            out var count);
        var bytes = count * Math.Pow(1024, unit + 1);
        return isNumber && bytes is >= 1 and < (1L << 62)
            ? (long)bytes
            : throw new UsageException($"{option} takes a size such as 512M or 2G, not '{text}'");
    }

    /// <summary>A size for people, such as <c>1.5 GiB</c>.</summary>
    public static string Text(long bytes)
    {
        var unit = bytes > 0 ? Math.Min((int)Math.Log(bytes, 1024), Units.Length) : 0;
        var count = bytes / Math.Pow(1024, unit);
        var name = unit > 0 ? $"{Units[unit - 1]}iB" : "bytes";
        return string.Create(CultureInfo.InvariantCulture, $"{count:0.#} {name}");
    }
}
