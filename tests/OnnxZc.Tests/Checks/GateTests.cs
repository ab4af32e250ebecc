using System.Collections.Concurrent;
using OnnxZc.Checks;
using OnnxZc.Reports.Checking;
using OnnxZc.Tests.Reports.Checking;

namespace OnnxZc.Tests.Checks;

/// <summary>
/// A gate that cannot fail is worse than none: for every rule a folder of models that fails it, checked by the program,
/// whose exit code says so and each of whose forms names the rule.
/// </summary>
public sealed class GateTests
{
    static readonly ConcurrentDictionary<string, Lazy<(int Code, IReadOnlyDictionary<string, string> Texts)>> Runs = [];

    public static TheoryData<string, string> RulesInEveryFormat
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach (var rule in RuleCatalog.All)
            {
                foreach (var format in CheckFormatCatalog.All)
                    data.Add(rule.Info.Id, format.Name);
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(RulesInEveryFormat))]
    public void Check_ModelsThatFailARule_FailAndAreToldInTheForm(string rule, string format)
    {
        var (code, texts) = Runs.GetOrAdd(rule, _ => new(() => Run(rule))).Value;
        Assert.Equal(rule == CheckVerdict.EmptySelection ? 3 : 1, code);
        Assert.Contains(
            CheckReaders.Read(format, texts[format]), told => told.Rule == rule && told.Level == "error");
    }

    static (int Code, IReadOnlyDictionary<string, string> Texts) Run(string rule)
    {
        foreach (var prepare in GateScenarios.Of(rule))
        {
            using var gate = new Gate();
            prepare(gate);
            if (!Directory.EnumerateFiles(gate.Folder.Root, "*.onnx").Any())
                continue;
            var run = gate.Check();
            if (CheckReaders.Read("json", run.Texts["json"]).Any(told => told.Rule == rule))
                return run;
        }

        throw new InvalidOperationException($"no model here fails {rule}");
    }
}
