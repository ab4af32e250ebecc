using System.Text;
using OnnxZc.Proxies;

namespace OnnxZc.Tests.Proxies.Page;

/// <summary>
/// The part of <c>docs/proxies.md</c> that holds every proxy against the values of its authors' code.
/// </summary>
static class GoldenSection
{
    public const string Heading = "## Agreement with the authors' code";

    const string Folded = "_folded";

    /// <summary>The section, scored anew.</summary>
    /// <param name="committed">The page as it is; empty to write every deviation anew.</param>
    public static string Write(string committed)
    {
        GoldenScore[] all = [.. GoldenCase.All.SelectMany(GoldenScore.Of)];
        string[] networks = [.. GoldenCase.All.Select(golden => golden.Name).Where(name => !name.EndsWith(Folded))];
        return Head(all, networks) + Table(all, networks, Rows(committed)) + Exceptions();
    }

    static string Head(GoldenScore[] all, string[] networks)
    {
        var compared = all.Where(score => score.IsCompared).ToLookup(score => score.Exception is not null);
        var within = compared[false].Count(score => score.Share <= 1);
        return
            $"""
            {Heading}

            {within} of {compared.Sum(group => group.Count())} values are within the tolerance, which is the spread of
            the authors' own code between thread counts, instruction sets and precisions; {compared[true].Count()} are
            listed below. They are of {networks.Length} networks with real weights, each with BatchNormalization kept
            and folded into the convolutions.

            A cell says at most which share of the tolerance the deviation is (`0.01`, `0.1`, `0.5`, `1`), or that it
            is `over` it: of both forms, or kept / folded where they differ. In brackets: the authors' code fails there,
            or gives no finite number or the rounding of a singular kernel, and OnnxZc a `value`, `n/a` (not
            applicable, with a reason) or `failed`. {GoldenShare.Listed}: listed below. `{GoldenShare.Absent}`, and a
            proxy without row: there is nothing to compare.


            """;
    }

    static string Table(
        GoldenScore[] all, string[] networks, Dictionary<string, (string? Kept, string? Folded)[]> committed)
    {
        var scores = all.ToLookup(score => (Proxy: ProxyCatalog.Find(score.Score.Proxy)!.Name, score.Case.Name));
        var text = new StringBuilder($"| proxy | largest | {string.Join(" | ", networks)} |\n")
            .Append($"|---|---|{string.Concat(networks.Select(_ => "---|"))}\n");
        foreach (var name in ProxyCatalog.All.Select(proxy => proxy.Name))
        {
            if (!scores.Any(group => group.Key.Proxy == name))
                continue;
            var before = committed.GetValueOrDefault(name, []);
            string[][] cells = [.. networks.Select((network, i) => Cells(network, before.ElementAtOrDefault(i)))];
            text.Append($"| `{name}` | {GoldenShare.Largest(cells.SelectMany(cell => cell))} | ");
            text.Append(string.Join(" | ", cells.Select(cell => string.Join(" / ", cell.Distinct())))).Append(" |\n");

            string[] Cells(string network, (string? Kept, string? Folded) before) =>
            [
                GoldenShare.Of([.. scores[(name, network)]], before.Kept),
                GoldenShare.Of([.. scores[(name, network + Folded)]], before.Folded),
            ];
        }

        return text.Append('\n').ToString();
    }

    static string Exceptions()
    {
        var text = new StringBuilder(
            """
            These values arithmetic does not determine. In single precision, the authors' formulas leave the tolerance
            as far when their libraries run kernels for another processor. In double precision (`--dtype float64`),
            every other value agrees to six digits with that of the authors' code, where that was run so.

            | case | proxy | precision | why |
            |---|---|---|---|

            """);
        var listed = GoldenException.Single.Select(item => (item, Precision: "single"))
            .Concat(GoldenException.Double.Select(item => (item, Precision: "double")));
        foreach (var (item, precision) in listed)
            text.Append($"| {item.Case} | `{item.Proxy}` | {precision} | {item.Reason} |\n");
        return text.Append('\n').ToString();
    }

    static Dictionary<string, (string?, string?)[]> Rows(string page) => page.Split('\n')
        .Where(line => line.StartsWith("| `", StringComparison.Ordinal))
        .Select(line => line.Trim('|', ' ').Split(" | "))
        .ToDictionary(cells => cells[0].Trim('`'), cells => cells[2..].Select(Pair).ToArray());

    static (string?, string?) Pair(string cell) =>
        cell.Split(" / ") is [var kept, var folded] ? (kept, folded) : (cell, cell);
}
