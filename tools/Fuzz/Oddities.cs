namespace OnnxZc.Fuzz;

/// <summary>Values that programs are known to stumble over.</summary>
static class Oddities
{
    public static IReadOnlyList<long> Numbers { get; } =
    [
        0, 1, -1, 2, -2, 3, 4, 5, 7, 8, 16, 17, 21, 25, 100, 127, 128, 255, 256, 999, 32767, 65536, 1 << 20, 1 << 24,
        int.MaxValue, int.MinValue, 1L << 31, 1L << 32, 1L << 33, 1L << 40, 1L << 53, 1L << 61, 1L << 62,
        long.MaxValue, long.MaxValue - 1, long.MinValue, long.MinValue + 1,
    ];

    public static IReadOnlyList<float> Floats { get; } =
    [
        0, -0f, 1, -1, 0.5f, float.NaN, float.PositiveInfinity, float.NegativeInfinity, float.MaxValue, float.Epsilon,
        1e-38f, 1e9f, 1e18f, -1e18f,
    ];

    public static IReadOnlyList<string> Texts { get; } =
    [
        "", " ", ".", "..", "x", "N", "\0", "\n::error::x", "\e[31m", "=1+1", "<b>", "a\u202Eb", "ai.onnx",
        "com.microsoft", "ai.onnx.ml", "SAME_UPPER", "SAME_LOWER", "VALID", "NOTSET", "ij,jk->ik", "...i->i", "ii->",
        "->", "linear", "cubic", "nearest", "reflect", "edge", "wrap", "bidirectional", "reverse", "*/_ORT_MEM_ADDR_/*",
        "../x", "/etc/hostname", "9223372036854775808", "-1", "offset", "length", "location", "checksum",
        new string('n', 5000),
    ];
}
