namespace OnnxZc.Cli.Workers;

/// <summary>A worker met a defect of onnxzc itself.</summary>
/// <param name="trace">What the worker caught, as text of many lines.</param>
sealed class WorkerDefectException(string trace) : Exception(trace.Split('\n')[0])
{
    /// <inheritdoc/>
    public override string ToString() => trace;
}
