namespace OnnxZc.Cli.Workers;

/// <summary>A line to a worker: score this model by these proxies.</summary>
/// <param name="Model">The file.</param>
/// <param name="Proxies">Some of those that the worker was started for.</param>
sealed record WorkerRequest(string Model, IReadOnlyList<string> Proxies);
