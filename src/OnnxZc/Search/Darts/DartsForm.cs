namespace OnnxZc.Search.Darts;

/// <summary>What a published network has beside the genotype.</summary>
/// <param name="Name">What the form is called.</param>
/// <param name="Channels">Channels of the first stage.</param>
/// <param name="Cells">Cells, the two of reduction included.</param>
/// <param name="InputSize">Pixels of the images' side.</param>
/// <param name="Classes">Classes of the classifier.</param>
sealed record DartsForm(string Name, int Channels, int Cells, int InputSize, int Classes)
{
    /// <summary>Whether the stem halves the images three times.</summary>
    public bool HasDeepStem { get; init; }

    /// <summary>
    /// Whether the cells' own normalisation has no factors and also follows pooling: as in the search, which NASLib
    /// keeps.
    /// </summary>
    public bool IsSearch { get; init; }

    /// <summary>Whether there is an auxiliary classifier.</summary>
    public bool HasAuxiliary { get; init; } = true;

    /// <summary>The form and its sizes.</summary>
    public SpaceSettings Settings => new()
    {
        Form = Name,
        Classes = Classes,
        InputSize = InputSize,
        Channels = Channels,
        Cells = Cells,
    };

    /// <summary>All forms; the first is the network that papers train on CIFAR-10.</summary>
    public static IReadOnlyList<DartsForm> All { get; } =
    [
        new("cifar", 36, 20, 32, 10),
        new("imagenet", 48, 14, 224, 1000) { HasDeepStem = true },
        new("naslib", 32, 8, 32, 10) { IsSearch = true, HasAuxiliary = false },
    ];
}
