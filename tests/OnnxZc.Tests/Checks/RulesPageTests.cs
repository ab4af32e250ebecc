using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using OnnxZc.Checks;

namespace OnnxZc.Tests.Checks;

/// <summary><c>docs/rules.md</c> is what the catalogue says; ONNXZC_ACCEPT=1 writes it anew.</summary>
public sealed class RulesPageTests
{
    static string Page { get; } = Path.Combine(Checkout.Root, "docs", "rules.md");

    [Fact]
    public void RulesPage_Committed_IsWhatTheCatalogueSays()
    {
        var text = Text();
        if (Environment.GetEnvironmentVariable("ONNXZC_ACCEPT") == "1")
            File.WriteAllText(Page, text);
        Assert.Equal(text, File.ReadAllText(Page));
    }

    static string Text()
    {
        var page = new StringBuilder(
            """
            # Rules of `onnxzc check`

            Written by the tests from the catalogue of rules; `onnxzc explain RULE` shows the same. The level is that of
            a policy which does not name the rule. Rules on the bytes, on what the file declares and on the graph are
            static: they need no native code. A number may be written as `25M`, a size as `100MB` or `1.5GiB`, a ratio
            as `0.02` or `2%`. Rules that list things at many places of one model name the first twenty and count the
            rest.

            | rule | level | looks at | demand |
            |---|---|---|---|

            """);
        foreach (var info in RuleCatalog.All.Select(rule => rule.Info))
        {
            page.Append($"| [{info.Id}](#{info.Id}) | {Word(info.Default)} | {Need(info.Need)} | ")
                .Append($"{Cell(info.Demand)} |\n");
        }

        foreach (var group in RuleCatalog.All.Select(rule => rule.Info).GroupBy(info => info.Group))
        {
            page.Append(CultureInfo.InvariantCulture, $"\n## {Title(group.Key)}\n");
            foreach (var info in group)
                Add(page, info);
        }

        return page.ToString();
    }

    static void Add(StringBuilder page, RuleInfo info)
    {
        page.Append($"\n### {info.Id}\n\n{info.Demand} {info.Why}\n");
        if (info.Parameters.Length > 0)
            page.Append("\n| setting | what it is | kind | default |\n|---|---|---|---|\n");
        foreach (var item in info.Parameters)
        {
            var choices = item.Choices.Count == 0 ? "" : $" One of: {string.Join(", ", item.Choices)}.";
            page.Append($"| `{item.Name}` | {Cell(item.Text)}{choices} | {Word(item.Kind)} | {Default(item)} |\n");
        }

        var needed = info.AtLeastOneOf.Select(name => $"`{name}`");
        if (info.AtLeastOneOf.Length > 0)
            page.Append($"\nAt least one is needed of: {string.Join(", ", needed)}.\n");
        page.Append($"\n- passes: {info.Passing}\n- fails: {info.Failing}\n- what to do: {info.Fix}\n");
    }

    static string Default(RuleParameter parameter) => parameter.Default switch
    {
        null => "",
        double number => number.ToString(CultureInfo.InvariantCulture),
        bool flag => flag ? "true" : "false",
        ImmutableArray<string> texts => string.Join(", ", texts),
        var other => $"{other}",
    };

    static string Title(RuleGroup group) => group switch
    {
        RuleGroup.Size => "Size and cost",
        _ => $"{group}",
    };

    static string Need(RuleNeed need) => need switch
    {
        RuleNeed.File => "the bytes",
        RuleNeed.Details => "what is declared",
        RuleNeed.Graph => "the graph",
        RuleNeed.Execution => "a run",
        _ => "the scores",
    };

    static string Cell(string text) => text.Replace("|", "\\|", StringComparison.Ordinal);

    static string Word(Enum value) => $"{value}".ToLowerInvariant();
}
