namespace OnnxZc.Passes.Captures;

/// <summary>A bit per sample, for any number of samples.</summary>
/// <param name="First">The first 64.</param>
/// <param name="Rest">Further words as text; empty for up to 64 samples.</param>
readonly record struct UnitPattern(ulong First, string Rest)
{
    public static UnitPattern Of(ReadOnlySpan<ulong> words) =>
        new(words[0], words.Length == 1 ? "" : string.Join(',', words[1..].ToArray()));
}
