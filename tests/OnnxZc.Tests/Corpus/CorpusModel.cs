using OnnxZc.Tests.Graphs;

namespace OnnxZc.Tests.Corpus;

/// <summary>A real exported network of the shared corpus, and what its index says of it.</summary>
/// <param name="File">The path below the corpus.</param>
/// <param name="Form">How it was exported: batch normalisation kept or folded, batch fixed, for training.</param>
/// <param name="Parameters">
/// The parameters of the PyTorch model, or of the graph where the index tells them apart.
/// </param>
/// <param name="Macs">
/// Multiply-accumulates of convolutions and linear layers without biases; null when not known.
/// </param>
sealed record CorpusModel(string File, string Form, long Parameters, long? Macs)
{
    /// <summary>All of them, in the index's order; none where the corpus is not at hand.</summary>
    public static IReadOnlyList<CorpusModel> All { get; } =
        [.. SharedFiles.Matching("zoo", "index.csv").SelectMany(Read)];

    /// <summary>Whether batch normalisation was folded into the convolutions.</summary>
    public bool IsFolded => Form.Contains("eval", StringComparison.Ordinal);

    public string Path => System.IO.Path.Combine(Checkout.Shared!, "zoo", File);

    public override string ToString() => File;

    static IEnumerable<CorpusModel> Read(string index)
    {
        var lines = System.IO.File.ReadAllLines(index).Select(Cells).ToArray();
        int Column(string name) => Array.IndexOf(lines[0], name);
        var (parameters, hooked, form, notes) =
            (Column("params"), Column("macs_hook_conv_linear"), Column("form"), Column("notes"));
        return lines.Skip(1).Select(row => new CorpusModel(
            row[0],
            row[form],
            (row[form] == "train" ? null : InGraph(row[notes])) ?? long.Parse(row[parameters]),
            long.TryParse(row[hooked], out var macs) ? macs : null));
    }

    // "params incl. aux head that the eval graph lacks (23834568 without)"
    static long? InGraph(string notes)
    {
        var (start, end) = (notes.LastIndexOf('('), notes.LastIndexOf(" without)", StringComparison.Ordinal));
        return end > start && start >= 0 ? long.Parse(notes[(start + 1)..end]) : null;
    }

    // Cells of the index are quoted only where they hold commas.
    static string[] Cells(string line)
    {
        var cells = new List<string> { "" };
        var isQuoted = false;
        foreach (var c in line)
        {
            if (c == '"')
                isQuoted = !isQuoted;
            else if (c == ',' && !isQuoted)
                cells.Add("");
            else
                cells[^1] += c;
        }

        return [.. cells];
    }
}
