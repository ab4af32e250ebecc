namespace OnnxZc.Search;

/// <summary>What a network is built with beside its architecture; null takes the space's own value.</summary>
sealed record SpaceSettings
{
    /// <summary>Which of <see cref="ISearchSpace.Forms"/>; null for the first.</summary>
    public string? Form { get; init; }

    /// <summary>Classes of the classifier.</summary>
    public int? Classes { get; init; }

    /// <summary>Height and width of the input images in pixels, or frames of a sound.</summary>
    public int? InputSize { get; init; }

    /// <summary>Channels of the first stage.</summary>
    public int? Channels { get; init; }

    /// <summary>Cells: per stage where a space has stages of equal cells, in all elsewhere.</summary>
    public int? Cells { get; init; }

    /// <summary>Whether a second classifier that only training uses is built, where the space has one.</summary>
    public bool Auxiliary { get; init; }
}
