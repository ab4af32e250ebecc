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
        var scores = GoldenCase.All.SelectMany(GoldenScore.Of)
            .ToLookup(score => (NameOf(score.Score.Proxy), score.Case.Name));
        var compared = scores.SelectMany(group => group).Where(score => score.Expected is not null).ToArray();
        var within = compared.Count(score => score.Deviation <= score.Tolerance);
        string[] networks = [.. GoldenCase.All.Select(golden => golden.Name).Where(name => !name.EndsWith(Folded))];
        var said = Rows(committed);
        var text = new StringBuilder().Append(
            $"""
            {Heading}

            {within} of {compared.Length} values are within the tolerance, which is the spread of the authors' own code
            between thread counts, instruction sets and precisions. They are of {networks.Length} networks with real
            weights, each with BatchNormalization kept and folded into the convolutions.

            A cell says at most which share of the tolerance the deviation is (`0.01`, `0.1`, `0.5`, `1`), or that it is
            `over` it: of both forms, or kept / folded where they differ. In brackets: the authors' code fails there or
            gives no finite number, and OnnxZc a `value`, `n/a` (not applicable, with a reason) or `failed`.
            `{GoldenShare.Absent}`, and a proxy without row: there is nothing to compare.

            | proxy | largest | {string.Join(" | ", networks)} |
            |---|---|{string.Concat(networks.Select(_ => "---|"))}

            """);
        foreach (var proxy in ProxyCatalog.All.Where(proxy => scores.Any(group => group.Key.Item1 == proxy.Name)))
        {
            var before = said.GetValueOrDefault(proxy.Name, []);
            string[][] cells = [.. networks.Select((network, i) => Cells(i, network))];
            text.Append($"| `{proxy.Name}` | {GoldenShare.Largest(cells.SelectMany(cell => cell))} | ");
            text.Append(string.Join(" | ", cells.Select(cell => string.Join(" / ", cell.Distinct())))).Append(" |\n");

            string[] Cells(int i, string network)
            {
                var (kept, folded) = before.Length > i ? before[i] : default;
                return
                [
                    GoldenShare.Of([.. scores[(proxy.Name, network)]], kept),
                    GoldenShare.Of([.. scores[(proxy.Name, network + Folded)]], folded),
                ];
            }
        }

        return text.Append('\n').ToString();
    }

    static string NameOf(string name) => ProxyCatalog.Find(name)!.Name;

    static Dictionary<string, (string?, string?)[]> Rows(string page) => page.Split('\n')
        .Where(line => line.StartsWith("| `", StringComparison.Ordinal))
        .Select(line => line.Trim('|', ' ').Split(" | "))
        .ToDictionary(cells => cells[0].Trim('`'), cells => cells[2..].Select(Pair).ToArray());

    static (string?, string?) Pair(string cell) =>
        cell.Split(" / ") is [var kept, var folded] ? (kept, folded) : (cell, cell);
}
