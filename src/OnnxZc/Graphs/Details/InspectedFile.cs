namespace OnnxZc.Graphs.Details;

/// <summary>A file that is ONNX, whether or not it makes a graph.</summary>
/// <param name="Hash">SHA-256 of the file's bytes, lower-case hexadecimal.</param>
/// <param name="Length">The number of bytes.</param>
/// <param name="Details">What it declares.</param>
/// <param name="File">Its graph; null where it makes none.</param>
/// <param name="Error">Why it makes none; null where it does.</param>
sealed record InspectedFile(string Hash, long Length, FileDetails Details, ModelFile? File, ModelException? Error);
