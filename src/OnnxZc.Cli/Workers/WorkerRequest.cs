namespace OnnxZc.Cli.Workers;

/// <summary>A line to a worker: score this model by these proxies, or read it only, or plan that only.</summary>
/// <param name="Model">The file.</param>
/// <param name="Proxies">Some of those that the worker was started for.</param>
/// <param name="ReadsOnly">
/// Whether the card without scores is wanted. Where the model is to be scored in the next line, it is not read again.
/// </param>
/// <param name="PlansOnly">Whether it is only wanted what scoring would take.</param>
sealed record WorkerRequest(
    string Model, IReadOnlyList<string> Proxies, bool ReadsOnly = false, bool PlansOnly = false);
