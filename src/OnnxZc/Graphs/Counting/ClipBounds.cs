namespace OnnxZc.Graphs.Counting;

/// <summary>What is known of the bounds of Clip nodes, which ReLU6 is written as.</summary>
static class ClipBounds
{
    /// <summary>Whether nothing below 0 passes and all just above it does.</summary>
    public static bool IsFromZero(Graph graph, Node clip) => clip.Input(1) is { } bound
        ? graph.Initializers.GetValueOrDefault(bound)?.ToDoubles()[0] == 0
        : clip.Attributes.Has("min") && clip.Attributes.Float("min", 0) == 0;
}
