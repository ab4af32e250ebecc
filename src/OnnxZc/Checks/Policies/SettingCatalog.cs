namespace OnnxZc.Checks.Policies;

/// <summary>
/// The settings that policies and user files may have. Plugins are not among them: they are code, and a policy comes
/// with the models that it is about.
/// </summary>
static class SettingCatalog
{
    /// <summary>All of them, in the order in which they are shown.</summary>
    public static IReadOnlyList<SettingName> All { get; } =
    [
        new("proxies", SettingForm.Several, "the proxies to score models by; none is scored without", "none"),
        new("data", SettingForm.Single, "where the batch comes from", "noise"),
        new("draw", SettingForm.Single, "which samples of a data set: first, random or balanced", "the data's"),
        new("normalise", SettingForm.Single, "how pixels become numbers", "the data's"),
        new("augment", SettingForm.Single, "how images are altered: none or crop-flip", "none"),
        new("batch-size", SettingForm.Single, "how many samples", "the data's"),
        new("dim", SettingForm.ByName, "sizes of free dimensions", "chosen"),
        new("input", SettingForm.ByName, "shape, type and range of inputs", "the model's"),
        new("model-output", SettingForm.Single, "the output to differentiate", "the first of numbers"),
        new("loss", SettingForm.Single, "what is made of that output: ce, mse or sum", "by its shape"),
        new("features", SettingForm.Several, "values that stand for the network's stages", "found"),
        new("seed", SettingForm.Single, "the seed of everything random", "0"),
        new("repeat", SettingForm.Single, "how often to score, for mean and spread", "1"),
        new("vary", SettingForm.Single, "what repeats draw anew: init, batch or both", "both"),
        new("init", SettingForm.Single, "where weights come from", "as-is"),
        new("bn", SettingForm.Single, "BatchNormalization by the statistics of: batch or running", "batch"),
        new("dtype", SettingForm.Single, "what the network computes in: float32 or float64", "float32"),
        new("device", SettingForm.Single, "cpu, cuda or cuda:N", "cpu"),
        new("threads", SettingForm.Single, "threads of each worker's engines", "1"),
        new("timeout", SettingForm.Single, "seconds for one model", "600"),
        new("max-memory", SettingForm.Single, "memory for one model, such as 2G", "3/4 of the machine's by workers"),
        new("max-model-size", SettingForm.Single, "bytes of a model with its external data", "16G"),
        new("external-data", SettingForm.Single, "weights in other files: cache, strict or off", "cache"),
        new("workers", SettingForm.Single, "models scored at once", "cores by threads"),
        new("store", SettingForm.Single, "the file that keeps scores", "none"),
    ];

    /// <summary>Their names.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. All.Select(setting => setting.Name)];
}
