using System.CommandLine;
using OnnxZc.Comparisons;
using OnnxZc.Search.Benchmarks;

namespace OnnxZc.Cli.Rankings;

/// <summary>The options that say how scored models are compared.</summary>
sealed class RankingOptions
{
    readonly Option<string?> _by = TextOption.Of(
        "--by",
        "order",
        "What orders the models: a proxy, vote, mean-rank (the default) or weights such as snip=1,synflow=0.5");

    readonly Option<string?> _truth = TextOption.Of(
        "--truth",
        "file",
        "A CSV of accuracies or errors by model: FILE, or FILE#NAME,VALUE[:error][,COLUMN=TEXT] to name its columns; "
        + "or published numbers of a search space: nb201:cifar10/test");

    readonly Option<string?> _benchmarks = TextOption.Of(
        "--benchmark-dir", "folder", "The published tables that --truth SPACE:DATASET/METRIC is read from");

    readonly Option<string?> _aliases = TextOption.Of(
        "--aliases", "file", "A CSV of two columns: the name that the truth has, and a model's name");

    readonly Option<string[]> _pareto = TextOption.Several(
        "--pareto", "columns", "Mark the models that no other beats in all of these, such as flops,synflow");

    readonly Option<bool> _allowMixed = new("--allow-mixed")
    {
        Description = "Compare models that were scored with different settings",
    };

    readonly Option<string?> _top = TextOption.Of("--top", "N", "Show the first N models of the table");

    readonly Option<bool> _redundancy = new("--redundancy")
    {
        Description = "Show how alike the proxies order the models",
    };

    readonly Option<string?> _page = TextOption.Of(
        "--report", "file", "Write a page with tables and plots, for a browser, to FILE");

    readonly Option<string?> _plots = TextOption.Of("--plots", "folder", "Write plots as SVG files to FOLDER");

    /// <summary>All of them.</summary>
    public IEnumerable<Option> All =>
        [_by, _truth, _benchmarks, _aliases, _pareto, _allowMixed, _top, _redundancy, _page, _plots];

    /// <summary>How to compare.</summary>
    /// <exception cref="UsageException">A value is of another form.</exception>
    /// <exception cref="ComparisonException">The truth cannot be read, or an order makes no sense.</exception>
    public RankingRequest Bind(ParseResult parsed)
    {
        if (parsed.GetValue(_aliases) is not null && parsed.GetValue(_truth) is null)
            throw new UsageException("--aliases goes with --truth");
        if (parsed.GetValue(_benchmarks) is not null && parsed.GetValue(_truth) is null)
            throw new UsageException("--benchmark-dir goes with --truth, such as --truth nb201:cifar10/test");
        return new()
        {
            By = parsed.GetValue(_by) is { } by ? OrderRule.Parse(by) : null,
            Truth = parsed.GetValue(_truth) is { } truth ? TruthOf(truth, parsed) : null,
            Pareto = [.. OptionValues.Split(parsed.GetValue(_pareto) ?? [])],
            AllowMixed = parsed.GetValue(_allowMixed),
            Most = parsed.Value<int?>(_top, (name, text) => OptionValues.Count(name, text, 1), null),
            ShowsRedundancy = parsed.GetValue(_redundancy),
            Page = parsed.GetValue(_page),
            Plots = parsed.GetValue(_plots),
        };
    }

    Truth TruthOf(string text, ParseResult parsed) =>
        BenchmarkTruth.Read(text, parsed.GetValue(_benchmarks)) ?? Truth.Read(text, parsed.GetValue(_aliases));
}
