namespace OnnxZc.Networks.Weights;

/// <summary>The inputs that hold learned tensors of one kind, whatever the node's other inputs are.</summary>
static class RoleTable
{
    static readonly Dictionary<(string Domain, string Type), (int Input, RoleKind Kind)[]> Roles = new()
    {
        [("", "BatchNormalization")] = [.. Normalisation(1), (3, RoleKind.Zero), (4, RoleKind.One)],
        [("", "InstanceNormalization")] = Normalisation(1),
        [("", "LayerNormalization")] = Normalisation(1),
        [("", "GroupNormalization")] = Normalisation(1),
        [("", "RMSNormalization")] = Normalisation(1),
        [("", "PRelu")] = [(1, RoleKind.Slope)],
        [("", "Gather")] = [(0, RoleKind.Embedding)],
        [("com.microsoft", "SkipLayerNormalization")] = [.. Normalisation(2), (4, RoleKind.Zero)],
        [("com.microsoft", "SkipSimplifiedLayerNormalization")] = [(2, RoleKind.One), (3, RoleKind.Zero)],
        [("com.microsoft", "BiasGelu")] = [(1, RoleKind.Zero)],
        [("com.microsoft", "FastGelu")] = [(1, RoleKind.Zero)],
        [("com.microsoft", "MultiHeadAttention")] = [(3, RoleKind.Zero)],
        [("com.microsoft", "EmbedLayerNormalization")] =
        [
            (2, RoleKind.Embedding), (3, RoleKind.Embedding), (4, RoleKind.Embedding), .. Normalisation(5),
        ],
    };

    /// <summary>The inputs of <paramref name="type"/> in <paramref name="domain"/>; none for most operators.</summary>
    public static (int Input, RoleKind Kind)[] Of(string domain, string type) =>
        Roles.GetValueOrDefault((domain, type), []);

    static (int, RoleKind)[] Normalisation(int first) => [(first, RoleKind.One), (first + 1, RoleKind.Zero)];
}
