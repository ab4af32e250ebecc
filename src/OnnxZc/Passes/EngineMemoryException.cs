namespace OnnxZc.Passes;

/// <summary>A native engine could not allocate memory, or is not asked to allocate what will not be there.</summary>
sealed class EngineMemoryException(string message, Exception? inner = null) : Exception(message, inner)
{
    static readonly string[] Signs = ["out of memory", "not enough memory", "can't allocate memory", "bad_alloc"];

    // Neither libtorch nor ONNX Runtime has an error code for it: this is the one place that reads their texts.
    public static bool IsSignedBy(Exception error) =>
        Signs.Any(sign => error.Message.Contains(sign, StringComparison.OrdinalIgnoreCase))
        || (error.InnerException is { } inner && IsSignedBy(inner));
}
