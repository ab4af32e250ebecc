using System.Globalization;
using OnnxZc.Checks;
using OnnxZc.Checks.Locks;
using OnnxZc.Checks.Policies;
using OnnxZc.Reports.Checking;

namespace OnnxZc.Tests.Reports.Checking;

/// <summary>Reports of checks, made by hand.</summary>
static class CheckReports
{
    static readonly PolicyPlace Line7 = new("onnxzc.yaml", 7, 3);

    static readonly string Hash = new('0', 64);

    static readonly Waiver Excuse = new("max-params", "zoo/a.onnx", "weights over 2 GB", new("onnxzc.yaml", 20, 5))
    {
        Until = new DateOnly(2026, 12, 31),
    };

    static readonly Dictionary<string, Func<CheckReport>> Makers = new()
    {
        ["nothing checked"] = () => Of([]),
        ["no finding"] = () => Of([new(Rule("max-params"), RuleLevel.Error, "zoo/a.onnx")]),
        ["both levels"] = BothLevels,
        ["waived"] = () => Of(
            [Violated("max-params", RuleLevel.Error, "zoo/a.onnx", "5 > 4") with { Waiver = Excuse }]),
        ["skipped"] = () => Of([Skipped("parity", "--static-only"), Skipped("deterministic", "--static-only")]),
        ["incident"] = () => Of([Skipped("parity", "took over 60 s") with { Incident = RuleIncident.NotChecked }]),
        ["unreadable"] = () => Of(
        [
            Violated("readable", RuleLevel.Error, "zoo/a.onnx", "the file ends early"),
            Skipped("max-params", "the model cannot be read"),
        ]),
        ["changes"] = () => Of([Violated("missing-model", RuleLevel.Error, "zoo/gone.onnx", "it is gone")]) with
        {
            Models = Changes(),
        },
        ["no policy"] = () => BothLevels() with { Policy = null, Lock = null },
        ["repository"] = () => Of([Violated("expired-waiver", RuleLevel.Warn, "", "it ended") with { Place = Line7 }]),
    };

    /// <summary>The names of reports of every kind.</summary>
    public static IEnumerable<string> Names => Makers.Keys;

    public static TheoryData<string> All => [.. Names];

    /// <summary>Every form with every report.</summary>
    public static TheoryData<string, string> AllInEveryFormat
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach (var format in CheckFormatCatalog.All)
            {
                foreach (var name in Makers.Keys)
                    data.Add(format.Name, name);
            }

            return data;
        }
    }

    /// <summary>Every form with every name that a stranger may give.</summary>
    public static TheoryData<string, string> HostileInEveryFormat
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach (var format in CheckFormatCatalog.All)
            {
                foreach (var name in Hostile.Names)
                    data.Add(format.Name, name);
            }

            return data;
        }
    }

    public static CheckReport Named(string name) => Makers[name]();

    public static CheckReport Of(IReadOnlyList<RuleResult> results)
    {
        var models = results.Select(result => result.Model).Where(model => model.Length > 0).Distinct().Order();
        return new()
        {
            Policy = "onnxzc.yaml",
            Lock = "onnxzc.lock.json",
            ToolVersion = "0.1.0",
            Models = [.. models.Select(model => new ModelChange(model, ChangeKind.Same))],
            Results = results,
            FailLevel = RuleLevel.Error,
            ExitCode = CheckVerdict.Of(results, RuleLevel.Error, 1, isPart: false),
        };
    }

    public static RuleInfo Rule(string id, RuleLevel level = RuleLevel.Error) =>
        new(id, RuleGroup.Size, RuleNeed.Graph, level, $"What {id} demands.")
        {
            Why = $"Why {id} is wanted.",
            Fix = $"What to do about {id}.",
            Passing = "",
            Failing = "",
        };

    public static RuleResult Violated(string rule, RuleLevel level, string model, params string[] messages) =>
        new(Rule(rule, level), level, model) { Violations = [.. messages.Select(message => new Violation(message))] };

    /// <summary>A report in which a stranger's text stands wherever one can.</summary>
    public static CheckReport Hostilely(string name)
    {
        var violation = new Violation($"the node {name} is wrong") { Part = name, Fix = $"rename {name}" };
        var result = new RuleResult(Rule("max-params"), RuleLevel.Error, name) { Violations = [violation] };
        return Of(
        [
            result,
            result with { Rule = Rule("b"), Level = RuleLevel.Warn },
            result with { Rule = Rule("c"), Waiver = Excuse with { Reason = name, Model = name } },
            result with { Rule = Rule("d"), Violations = [], Skipped = name },
        ]) with
        {
            Models = [new(name, ChangeKind.Renamed) { From = name, Numbers = [new("params", 1, 2)] }],
        };
    }

    /// <summary>A report of many violations, as of a linter that is let loose on an old repository.</summary>
    public static CheckReport Many(int models, int violations, Func<int, string>? text = null) => Of(
    [
        .. Enumerable.Range(0, models).Select(i => new RuleResult(
            Rule("unnamed-node"), i % 2 == 0 ? RuleLevel.Error : RuleLevel.Warn, $"zoo/{i:d5}.onnx")
        {
            Violations = [.. Enumerable.Range(0, violations).Select(j =>
                new Violation(text?.Invoke((i * violations) + j) ?? $"node {j} has no name")
                {
                    Part = $"node {j}",
                    Excess = 1 + i,
                })],
        }),
    ]);

    public static string Text(string format, CheckReport report, CheckStyle? style = null)
    {
        using var writer = new StringWriter(CultureInfo.InvariantCulture) { NewLine = "\n" };
        CheckFormatCatalog.Find(format)!.Write(writer, report, style ?? CheckStyle.Plain);
        return writer.ToString();
    }

    static CheckReport BothLevels() => Of(
    [
        Violated("unnamed-node", RuleLevel.Warn, "zoo/b.onnx", "node 3 has no name"),
        Violated("max-params", RuleLevel.Error, "zoo/a.onnx", "12M parameters; at most 10M are allowed") with
        {
            Place = Line7,
        },
        Violated("io-names", RuleLevel.Error, "zoo/b.onnx", "output 'logits' is gone", "input 'x' is new"),
        new(Rule("opset-range"), RuleLevel.Warn, "zoo/a.onnx"),
    ]);

    static RuleResult Skipped(string rule, string reason) =>
        new(Rule(rule), RuleLevel.Error, "zoo/a.onnx") { Skipped = reason };

    static IReadOnlyList<ModelChange> Changes() =>
    [
        new("zoo/changed.onnx", ChangeKind.Changed)
        {
            FileHash = Hash,
            Numbers =
            [
                new("params", 100, 150) { Allowed = 2, IsViolated = true },
                new("synflow", 71.2, 68.9) { Allowed = 71.2 * 0.02, IsViolated = true },
                new("snip", null, 3),
                new("nwot", 3, null),
            ],
        },
        new("zoo/gone.onnx", ChangeKind.Missing),
        new("zoo/new.onnx", ChangeKind.New) { FileHash = Hash, Numbers = [new("params", null, 7)] },
        new("zoo/renamed.onnx", ChangeKind.Renamed) { From = "zoo/old.onnx", Numbers = [new("params", 0, 1)] },
        new("zoo/same.onnx", ChangeKind.Same) { Numbers = [new("params", 9, 9)] },
    ];
}
