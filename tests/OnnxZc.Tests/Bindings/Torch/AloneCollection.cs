namespace OnnxZc.Tests.Bindings.Torch;

/// <summary>For tests of what the whole process shares: memory, thread counts, default generators.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class AloneCollection
{
    public const string Name = "alone";
}
