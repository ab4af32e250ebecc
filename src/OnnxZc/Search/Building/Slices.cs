namespace OnnxZc.Search.Building;

/// <summary>Parts of values.</summary>
static class Slices
{
    /// <summary>The first <paramref name="count"/> channels.</summary>
    public static string FirstChannels(this NetworkBuilder net, string x, int count) => net.Node(
        "Slice",
        [
            x,
            net.Integers("first.start", 0),
            net.Integers($"first.{count}", count),
            net.Integers("first.axis", 1),
        ]);

    /// <summary>An image without its first row and column.</summary>
    public static string WithoutFirst(this NetworkBuilder net, string x) => net.Node(
        "Slice",
        [
            x,
            net.Integers("shift.starts", 1, 1),
            net.Integers("shift.ends", int.MaxValue, int.MaxValue),
            net.Integers("shift.axes", 2, 3),
        ]);
}
