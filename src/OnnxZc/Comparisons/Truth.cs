namespace OnnxZc.Comparisons;

/// <summary>What is true of models, by their names: an accuracy or an error of each.</summary>
public sealed class Truth
{
    readonly IReadOnlyDictionary<string, double> _values;
    readonly TruthNames _names;

    /// <summary>True numbers by models' names.</summary>
    /// <param name="name">What they are, such as <c>top1_accuracy</c>.</param>
    /// <param name="isError">Whether smaller is better.</param>
    /// <param name="values">A finite number per name; names are file stems, or what aliases lead to.</param>
    /// <param name="aliases">Names of the truth by the names that models have instead.</param>
    public Truth(
        string name,
        bool isError,
        IReadOnlyDictionary<string, double> values,
        IEnumerable<KeyValuePair<string, string>>? aliases = null)
    {
        (Name, IsError, _values) = (name, isError, values);
        _names = new(values.Keys, aliases ?? []);
    }

    /// <summary>Reads a table.</summary>
    /// <param name="source">
    /// A CSV file, plain or packed (.gz), and behind a <c>#</c>, comma by comma, the column of names and that of
    /// numbers (or the latter alone), and cells that rows must have: <c>nets.csv#name,top1_error,dataset=CIFAR-10</c>.
    /// Columns that are not named are guessed. A number is an error, of which less is better, where its column's name
    /// says so (error, err, loss) or <c>:error</c> follows; <c>:accuracy</c> says the other.
    /// </param>
    /// <param name="aliases">A CSV file of two columns, name and alias, for models named otherwise.</param>
    /// <exception cref="ComparisonException">
    /// A file cannot be read, a column is not there, a cell is no number, or a name has two numbers.
    /// </exception>
    public static Truth Read(string source, string? aliases = null) =>
        new TruthReader(TruthSource.Parse(source)).Read(aliases is null ? null : AliasFile.Read(aliases));

    /// <summary>What the numbers are, such as <c>top1_error</c>.</summary>
    public string Name { get; }

    /// <summary>Whether smaller is better.</summary>
    public bool IsError { get; }

    /// <summary>How many names it has a number of.</summary>
    public int Count => _values.Count;

    /// <summary>What a reader should know of how it was read, a sentence each.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>
    /// The numbers for models, found by the stems of their files, with as many folders in front as the truth's names
    /// have too: first the whole stem, then without what stands behind its last dot (<c>vgg16.train</c> is
    /// <c>vgg16</c>) and so on; in each step letter by letter, then with case and the difference between <c>-</c>,
    /// <c>_</c> and a blank passed over. Several forms of a network may have one number.
    /// </summary>
    /// <param name="models">The models' paths.</param>
    public MatchedTruth Match(IReadOnlyList<string> models)
    {
        var names = models.Select(_names.Find).ToArray();
        var used = names.OfType<string>().ToHashSet(StringComparer.Ordinal);
        int[] unknown = [.. Enumerable.Range(0, models.Count).Where(i => names[i] is null)];
        return new(
            Name,
            IsError,
            [.. names.Select(name => name is null ? (double?)null : _values[name])],
            unknown,
            [.. _values.Keys.Where(name => !used.Contains(name))])
        {
            Notes = [.. Notes, .. AliasNotes(), .. Shared(models, names)],
        };
    }

    IEnumerable<string> AliasNotes() => _names.UnusedAliases is [var first, ..] unused
        ? [$"{unused.Count} aliases, such as {first}, stand for no name of {Name}"]
        : [];

    IEnumerable<string> Shared(IReadOnlyList<string> models, string?[] names)
    {
        var shared = Enumerable.Range(0, models.Count).Where(i => names[i] is not null)
            .GroupBy(i => names[i]!)
            .Where(group => group.Count() > 1)
            .ToArray();
        if (shared.Length > 0)
        {
            yield return $"{shared.Sum(group => group.Count())} models share {shared.Length} rows of {Name}, as forms "
                + $"of one network do, such as {string.Join(" and ", shared[0].Take(2).Select(i => models[i]))}; each "
                + "counts as a model of its own in every correlation: rank one form of each to have them count once";
        }
    }
}
