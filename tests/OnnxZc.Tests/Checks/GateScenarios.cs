using OnnxZc.Tests.Checks.Rules;
using OnnxZc.Tests.Checks.Sample;
using OnnxZc.Tests.Graphs;

namespace OnnxZc.Tests.Checks;

/// <summary>For every rule a folder that must fail it.</summary>
static class GateScenarios
{
    const string Scored = "settings: {proxies: [l2_norm]}\n";

    static readonly RuleCase[] Cases =
    [
        .. SizeCases.All, .. FormatCases.All, .. HygieneCases.All, .. SafetyCases.All, .. BehaviourCases.All,
    ];

    // What compares with a lock file, or is about the policy: set up by hand.
    static readonly Dictionary<string, Action<Gate>> Own = new()
    {
        ["coverage-min"] = gate =>
        {
            gate.Policy(Rule("coverage-min"));
            gate.Model("a.onnx", Protos.Model(model => model.Graph.Input[0] = Protos.Value("x", 1, 3)));
        },
        ["pareto-dominated"] = gate =>
        {
            gate.Policy(Scored + Rule("pareto-dominated", "columns: [params, l2_norm]"));
            gate.Model("a.onnx", SampleModels.Network(8));
            gate.Model("b.onnx", SampleModels.Network(8, scale: 2));
        },
        ["rank-regression"] = gate => Changed(
            gate, Scored + Rule("rank-regression", "models: 2"), SampleModels.Network(8, scale: 4)),
        ["score-regression"] = gate => Changed(gate, Scored + Rule("score-regression"), SampleModels.Network(8, 0.5)),
        ["score-status"] = gate =>
        {
            gate.Policy(Scored + Rule("score-status"));
            gate.Model("a.onnx", SampleModels.Network(8, scale: double.NaN));
        },
        ["baseline-incompatible"] = gate =>
        {
            Locked(gate, Scored + Rule("baseline-incompatible"));
            gate.Policy("settings: {proxies: [l2_norm], seed: 1}\n" + Rule("baseline-incompatible"));
        },
        ["changed-model"] = gate => Changed(gate, Rule("changed-model"), SampleModels.Network(8, scale: 2)),
        ["empty-selection"] = gate => Locked(gate, "models: ['*.onnx', 'none/*.onnx']\n" + Rule("empty-selection")),
        ["expired-waiver"] = gate => Locked(gate, Rule("expired-waiver") + Waiver("until: 2020-01-31")),
        ["interface-changed"] = gate => Changed(
            gate, Rule("interface-changed"), SampleModels.Network(8, hasFeatures: true)),
        ["missing-model"] = gate =>
        {
            Locked(gate, Rule("missing-model"));
            File.Delete(gate.Folder.PathOf("a.onnx"));
        },
        ["operators-changed"] = gate => Changed(gate, Rule("operators-changed"), Protos.Model()),
        ["readable"] = gate =>
        {
            gate.Policy(Rule("readable"));
            gate.Folder.Write("a.onnx", "<!DOCTYPE html>"u8.ToArray());
        },
        ["stale-waiver"] = gate => Locked(gate, Rule("stale-waiver") + Waiver($"sha256: {new string('0', 64)}")),
        ["unlocked-model"] = gate =>
        {
            Locked(gate, Rule("unlocked-model"));
            gate.Model("c.onnx", SampleModels.Network(4));
        },
        ["unmatched-waiver"] = gate => Locked(gate, Rule("unmatched-waiver") + Waiver("until: 2999-12-31")),
    };

    /// <summary>Ways to set up a folder that fails a rule; at least one of them must work.</summary>
    public static IEnumerable<Action<Gate>> Of(string rule) => Own.TryGetValue(rule, out var own)
        ? [own]
        : Cases.Where(item => item.Rule == rule).Select(item => new Action<Gate>(gate =>
        {
            _ = item.Failing(gate.Folder);
            gate.Policy(Rule(rule, [.. item.Settings.Select(pair => $"{pair.Name}: {Yaml(pair.Value)}")]));
        }));

    static void Locked(Gate gate, string policy)
    {
        gate.Policy(policy);
        gate.Model("a.onnx", SampleModels.Network(8));
        gate.Model("b.onnx", SampleModels.Network(8, scale: 3));
        gate.Lock();
    }

    static void Changed(Gate gate, string policy, Onnx.ModelProto model)
    {
        Locked(gate, policy);
        gate.Model("a.onnx", model);
    }

    static string Rule(string rule, params string[] settings) =>
        $"rules:\n  {rule}: {{{string.Join(", ", settings.Prepend("level: error"))}}}\n";

    static string Waiver(string more) =>
        $"waivers:\n  - {{rule: no-control-flow, model: a.onnx, reason: none, {more}}}\n";

    static string Yaml(object value) => value switch
    {
        string[] texts => $"[{string.Join(", ", texts.Select(Yaml))}]",
        string text => $"'{text}'",
        bool flag => flag ? "true" : "false",
        _ => FormattableString.Invariant($"{value}"),
    };
}
