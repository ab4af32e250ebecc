namespace OnnxZc.Data;

/// <summary>
/// A data source cannot be read: a missing file or key, a damaged container. The message names it and the way out.
/// </summary>
public sealed class DataException(string message, Exception? inner = null) : Exception(message, inner);
