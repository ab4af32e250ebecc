namespace OnnxZc.Checks;

/// <summary>What a model file holds beside its graph.</summary>
sealed record FileDetails
{
    /// <summary>The producer's name; may be empty.</summary>
    public string Producer { get; init; } = "";

    /// <summary>The properties of the model by key; of a key that is there twice, the last.</summary>
    public IReadOnlyDictionary<string, string> Metadata { get; init; } = new Dictionary<string, string>();
}
