namespace OnnxZc.Search.Benchmarks;

/// <summary>A form in which numbers of architectures were published.</summary>
interface IBenchmarkFormat
{
    /// <summary>What it is, in a line.</summary>
    string Title { get; }

    /// <summary>The names of its files; <c>*</c> stands for any text.</summary>
    IReadOnlyList<string> Files { get; }

    /// <summary>The columns that the files in a folder have of a space.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="space">The space's name.</param>
    /// <exception cref="Comparisons.ComparisonException">A file cannot be read.</exception>
    IEnumerable<BenchmarkColumn> Columns(string folder, string space);
}
