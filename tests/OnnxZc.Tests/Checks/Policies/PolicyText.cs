using OnnxZc.Checks;
using OnnxZc.Checks.Policies;
using OnnxZc.Tests.Graphs;

namespace OnnxZc.Tests.Checks.Policies;

/// <summary>Policies as texts.</summary>
static class PolicyText
{
    public static IReadOnlyList<RuleInfo> Rules { get; } =
    [
        new("max-things", RuleGroup.Size, RuleNeed.Graph, RuleLevel.Off, "There are few things.")
        {
            Why = "w",
            Fix = "f",
            Passing = "p",
            Failing = "f",
            AtLeastOneOf = ["limit", "growth"],
            Parameters =
            [
                new("limit", ParameterKind.Number, "how many"),
                new("growth", ParameterKind.Ratio, "how much more"),
                new("size", ParameterKind.Bytes, "how large"),
                new("strict", ParameterKind.Flag, "whether really", false),
                new("word", ParameterKind.Text, "which") { Choices = ["red", "green"] },
                new("names", ParameterKind.Texts, "whose"),
            ],
        },
        new("tidy", RuleGroup.Hygiene, RuleNeed.Graph, RuleLevel.Warn, "It is tidy.")
        {
            Why = "w",
            Fix = "f",
            Passing = "p",
            Failing = "f",
        },
    ];

    public static Policy Read(string text)
    {
        using var folder = new TempFolder();
        return new PolicyReader(Rules, ["table", "sarif"]).Read(
            folder.Write("onnxzc.yaml", System.Text.Encoding.UTF8.GetBytes(text)), "onnxzc.yaml");
    }

    public static string Refused(string text) => Assert.Throws<PolicyException>(() => Read(text)).Message;
}
