namespace OnnxZc.Search;

/// <summary>What a network is built with beside its architecture; null takes the space's own value.</summary>
sealed record SpaceSettings
{
    const int Most = 4096;
    const int MostClasses = 1_000_000;

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

    /// <summary>These settings, and those of <paramref name="defaults"/> where there are none.</summary>
    public SpaceSettings Over(SpaceSettings defaults) => new()
    {
        Form = Form ?? defaults.Form,
        Classes = Classes ?? defaults.Classes,
        InputSize = InputSize ?? defaults.InputSize,
        Channels = Channels ?? defaults.Channels,
        Cells = Cells ?? defaults.Cells,
        Auxiliary = Auxiliary || defaults.Auxiliary,
    };

    /// <summary>All that a network is built with: these settings, and the form's own where there are none.</summary>
    /// <exception cref="ArchitectureException">
    /// The space has no such form, a number is given that it does not have or out of range (1 to 4,096; classes to a
    /// million), or there is no second classifier.
    /// </exception>
    /// <param name="space">The space.</param>
    /// <param name="hasAuxiliary">Whether its form has a second classifier.</param>
    public SpaceSettings SettledFor(ISearchSpace space, bool hasAuxiliary = false)
    {
        RequireForm(space);
        var own = space.DefaultsOf(Form);
        Require(space, "classes", Classes, own.Classes, MostClasses);
        Require(space, "input size", InputSize, own.InputSize, Most);
        Require(space, "channels", Channels, own.Channels, Most);
        Require(space, "cells", Cells, own.Cells, Most);
        if (Auxiliary && !hasAuxiliary)
            throw new ArchitectureException($"{space.Name} has no auxiliary classifier");
        return Over(own) with { Form = Form ?? space.Forms[0] };
    }

    /// <summary>Makes sure that a space has the form.</summary>
    /// <exception cref="ArchitectureException">It does not.</exception>
    public void RequireForm(ISearchSpace space)
    {
        if (Form is { } form && !space.Forms.Contains(form))
        {
            throw new ArchitectureException(
                $"{space.Name} has no form '{form}', only {string.Join(", ", space.Forms)}");
        }
    }

    static void Require(ISearchSpace space, string what, int? value, int? usual, int most)
    {
        if (value is null)
            return;
        if (usual is null)
            throw new ArchitectureException($"{space.Name} has no setting for {what}");
        if (value < 1 || value > most)
            throw new ArchitectureException($"{space.Name} takes {what} from 1 to {most}, not {value}");
    }
}
