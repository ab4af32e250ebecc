using System.Text;
using OnnxZc.Networks;

namespace OnnxZc.Tests.Networks.Conformance;

/// <summary>
/// <c>docs/operators.md</c> is what the table of operators and ONNX's cases say; ONNXZC_ACCEPT=1 writes it anew.
/// </summary>
public sealed class OperatorsPageTests
{
    static string Page { get; } = Path.Combine(Checkout.Root, "docs", "operators.md");

    [Fact]
    public void OperatorsPage_Committed_IsWhatTheTableAndTheCasesSay()
    {
        if (ConformanceCase.All.IsEmpty)
            return;
        var text = Text(NetworkConformanceTests.Exceptions());
        if (Environment.GetEnvironmentVariable("ONNXZC_ACCEPT") == "1")
            File.WriteAllText(Page, text);
        Assert.Equal(text, File.ReadAllText(Page));
    }

    static string Text(Dictionary<string, string> exceptions)
    {
        var cases = ConformanceCase.All
            .SelectMany(item => item.Operators().Select(id => id.Type).Distinct().Select(type => (type, item.Name)))
            .ToLookup(pair => pair.type, pair => pair.Name);
        var listed = ConformanceCase.All.Where(item => exceptions.ContainsKey(item.Name)).ToArray();
        var outside = listed.Count(item =>
            exceptions[item.Name].StartsWith(NetworkConformanceTests.Outside, StringComparison.Ordinal));
        var total = ConformanceCase.All.Length;
        var page = new StringBuilder().Append(
            $"""
            # Operators of the rebuilt network

            Written by the tests from the table of operators and from the results of ONNX's own cases (Debian's package
            `libonnx-testdata`, opsets 1 to 17): a case runs a small model on given inputs and compares its outputs with
            those of ONNX's reference. {total - listed.Length} of {total} cases pass; {outside} belong to training or to
            operators on strings, and {listed.Length - outside} others do not pass, for the reasons at the end.

            An operator of another version is refused by name: `onnxzc doctor MODEL` shows which.

            | operator | since versions | cases passed |
            |---|---|---|

            """);
        foreach (var group in OperatorTable.All.GroupBy(id => (id.Domain, id.Type)))
        {
            var names = group.Key.Domain.Length == 0 ? cases[group.Key.Type].ToArray() : [];
            var passed = names.Count(name => !exceptions.ContainsKey(name));
            var name = group.Key.Domain.Length == 0 ? group.Key.Type : $"{group.Key.Domain}.{group.Key.Type}";
            var versions = string.Join(", ", group.Select(id => id.SinceVersion).Order());
            page.Append($"| {name} | {versions} | {(names.Length == 0 ? "" : $"{passed} of {names.Length}")} |\n");
        }

        page.Append("\n## Cases that do not pass\n\n| case | why |\n|---|---|\n");
        foreach (var item in listed)
            page.Append($"| {item.Name} | {exceptions[item.Name].Replace("|", "\\|")} |\n");
        return page.ToString();
    }
}
