using System.CommandLine;
using OnnxZc.Checks;
using OnnxZc.Checks.Policies;
using OnnxZc.Reports;

namespace OnnxZc.Cli.Checks;

/// <summary><c>onnxzc explain RULE</c>.</summary>
static class ExplainCommand
{
    /// <summary>The command with its argument.</summary>
    public static Command Create(GlobalOptions globals, Terminal terminal)
    {
        var name = new Argument<string>("RULE") { Description = "The id of a rule; onnxzc list rules shows all" };
        var command = new Command("explain", "Tell what a rule demands, why, and what to do about it.") { name };
        command.SetAction(parsed =>
        {
            var text = parsed.GetValue(name)!;
            var palette = globals.PaletteFor(parsed, terminal);
            Write(terminal.Out, RuleCatalog.Find(text)?.Info ?? throw Unknown(text), palette);
            return ExitCode.Ok;
        });
        return command;
    }

    static UsageException Unknown(string text) => new(
        $"there is no rule '{text}'{NearestName.Hint(text, RuleCatalog.Infos.Select(rule => rule.Id))}; "
        + "onnxzc list rules shows all");

    static void Write(TextWriter writer, RuleInfo rule, Palette palette)
    {
        writer.WriteLine($"{palette.Paint(rule.Id, Tone.Strong)}: {rule.Demand}");
        writer.WriteLine();
        writer.WriteLine(rule.Why);
        writer.WriteLine();
        Line("fix", rule.Fix);
        Line("default", $"{KebabCase.Of(rule.Default)}");
        Line("group", $"{KebabCase.Of(rule.Group)}");
        Line("looks at", LooksAt(rule.Need));
        Line("passes", rule.Passing);
        Line("fails", rule.Failing);
        if (rule.Parameters.Length == 0)
            return;
        writer.WriteLine();
        writer.WriteLine(palette.Paint("settings", Tone.Strong));
        foreach (var parameter in rule.Parameters)
        {
            var otherwise = RuleValue.DefaultOf(parameter) is { Length: > 0 } value ? $"; by default {value}" : "";
            writer.WriteLine($"  {parameter.Name}: {parameter.Text} ({RuleValue.Takes(parameter)}{otherwise})");
        }

        void Line(string head, string text) =>
            writer.WriteLine($"{palette.Paint(head.PadRight(9), Tone.Faint)} {text}");
    }

    static string LooksAt(RuleNeed need) => need switch
    {
        RuleNeed.Execution => "what the model does when it runs; left out by --static-only",
        RuleNeed.Scores => "the proxies of the policy's settings; left out by --static-only",
        _ => "the file alone",
    };
}
