using System.Globalization;
using System.Text.RegularExpressions;

namespace OnnxZc.Search;

/// <summary>
/// Some of a space's networks, as text: <c>SPACE:ARCHITECTURE</c> in any of the space's encodings, <c>SPACE:A..B</c>,
/// <c>SPACE:sample(N)</c>, <c>SPACE:sample(N,seed=S)</c> or <c>SPACE:all</c>, each also with settings:
/// <c>SPACE[form=zero-cost-nas,classes=100]:ARCHITECTURE</c>.
/// </summary>
/// <param name="space">The space.</param>
/// <param name="settings">What the networks are built with.</param>
sealed partial class SpaceSelection(ISearchSpace space, SpaceSettings settings)
{
    // Spaces that are not numbered are so large that a sample seldom meets one twice.
    const int MostDrawsPerOne = 100;

    /// <summary>
    /// The networks of a text, in order and without repetition; null where it begins with no space's name.
    /// </summary>
    /// <exception cref="ArchitectureException">The rest of it is wrong.</exception>
    public static IReadOnlyList<SpaceModel>? Read(string text)
    {
        if (Begin().Match(text) is not { Success: true } match
            || SpaceCatalog.Find(match.Groups["space"].Value) is not { } space)
            return null;
        var settings = SettingsText.Parse(match.Groups["settings"].Value);
        return new SpaceSelection(space, settings).Of(text[match.Length..]);
    }

    /// <summary>The network that a text names; null where it names none or several.</summary>
    public static SpaceModel? Find(string text)
    {
        try
        {
            return Read(text) is [var model] ? model : null;
        }
        catch (ArchitectureException)
        {
            return null;
        }
    }

    /// <summary>The networks of the part behind the colon.</summary>
    /// <exception cref="ArchitectureException">It is wrong.</exception>
    public IReadOnlyList<SpaceModel> Of(string text)
    {
        if (text == "all")
            return Range(0, Numbered("all") - 1);
        if (Bounds().Match(text) is { Success: true } bounds)
            return Range(Number(bounds.Groups[1].Value), Number(bounds.Groups[2].Value));
        return SampleCall().Match(text) is { Success: true } call
            ? Sample(Number(call.Groups["count"].Value), call.Groups["seed"] is { Success: true } seed
                ? Number(seed.Value)
                : 0)
            : [Model(space.Parse(text))];
    }

    /// <summary>The networks from one number to another.</summary>
    /// <exception cref="ArchitectureException">The space has no numbers, or not these.</exception>
    public IReadOnlyList<SpaceModel> Range(long first, long last)
    {
        Numbered($"{first}..{last}");
        if (first > last)
            throw new ArchitectureException($"{space.Name}:{first}..{last} ends before it begins");
        space.At(last);
        List<SpaceModel> models = [];
        for (var index = first; index <= last; index++)
            models.Add(Model(space.At(index)));
        return models;
    }

    /// <summary>Different networks, drawn from the streams <c>cells:SPACE:0</c>, <c>cells:SPACE:1</c>...</summary>
    /// <exception cref="ArchitectureException">The space has not so many, or none are asked for.</exception>
    public IReadOnlyList<SpaceModel> Sample(long count, long seed)
    {
        if (count < 1)
            throw new ArchitectureException($"a sample of {space.Name} has at least one architecture");
        if (count > space.Size)
            throw new ArchitectureException($"{space.Name} has {space.Size} architectures, not {count}");
        var seen = new HashSet<Architecture>();
        List<SpaceModel> models = [];
        for (var draw = 0L; models.Count < count; draw++)
        {
            if (space.Size is null && draw > count * MostDrawsPerOne)
                throw new ArchitectureException($"{space.Name} gives no {count} different architectures");
            var architecture = space.Sample(new($"cells:{space.Name}:{draw}", seed));
            if (seen.Add(architecture))
                models.Add(Model(architecture));
        }

        return models;
    }

    SpaceModel Model(Architecture architecture) => new(space, settings, architecture);

    long Numbered(string what) => space.Size ?? throw new ArchitectureException(
        $"{space.Name} does not number its architectures: there is no {space.Name}:{what}; take sample(N)");

    static long Number(string text) => long.TryParse(
        text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
        ? number
        : throw new ArchitectureException($"'{text}' is too large a number");

    [GeneratedRegex(@"^(?<space>[A-Za-z][\w-]*)(?:\[(?<settings>[^\]]*)\])?:")]
    private static partial Regex Begin();

    [GeneratedRegex(@"^(\d+)\.\.(\d+)$")]
    private static partial Regex Bounds();

    [GeneratedRegex(@"^sample\(\s*(?<count>\d+)\s*(?:,\s*seed\s*=\s*(?<seed>-?\d+)\s*)?\)$")]
    private static partial Regex SampleCall();
}
