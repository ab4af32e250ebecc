using System.Diagnostics;
using YamlDotNet.RepresentationModel;

namespace OnnxZc.Tests.Ci;

/// <summary>
/// A composite action as its file has it. Its scripts are run in order as GitHub's runner does: the inputs' defaults,
/// the conditions, a file of outputs and a summary for each step, bash with its usual options. What a step
/// <c>uses</c> from elsewhere is recorded and not run.
/// </summary>
sealed class CompositeAction(string path)
{
    readonly YamlMappingNode _root = Load(path);

    /// <summary>The names of the inputs.</summary>
    public IReadOnlyList<string> Inputs => [.. Map(_root["inputs"]).Children.Keys.Select(Text)];

    /// <summary>The actions that steps use.</summary>
    public IReadOnlyList<string> Uses =>
        [.. Steps.Where(step => step.Children.ContainsKey("uses")).Select(step => Text(step["uses"]))];

    /// <summary>The scripts of steps.</summary>
    public IReadOnlyList<string> Scripts =>
        [.. Steps.Where(step => step.Children.ContainsKey("run")).Select(step => Text(step["run"]))];

    IEnumerable<YamlMappingNode> Steps => ((YamlSequenceNode)_root["runs"]["steps"]).Children.Cast<YamlMappingNode>();

    /// <summary>Runs it.</summary>
    /// <param name="workspace">The checkout that it works on.</param>
    /// <param name="temp">The runner's folder for temporary files.</param>
    /// <param name="given">The inputs that are not left at their defaults.</param>
    public ActionRun Run(string workspace, string temp, IReadOnlyDictionary<string, string> given)
    {
        var run = new ActionRun();
        var values = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["github.action_path"] = Path.GetDirectoryName(path)!,
            ["github.workspace"] = workspace,
            ["github.sha"] = new string('0', 40),
            ["runner.os"] = "Linux",
            ["runner.arch"] = "X64",
            ["runner.temp"] = temp,
        };
        foreach (var (name, input) in Map(_root["inputs"]).Children)
            values[$"inputs.{Text(name)}"] = given.GetValueOrDefault(Text(name)) ?? Text(input["default"]);
        foreach (var step in Steps.TakeWhile(_ => run.Code == 0))
            Take(step, values, run);
        foreach (var (name, output) in Map(_root["outputs"]).Children)
            run.Outputs[Text(name)] = ActionExpression.Fill(Text(output["value"]), values);
        return run;
    }

    void Take(YamlMappingNode step, Dictionary<string, string> values, ActionRun run)
    {
        if (step.Children.TryGetValue("if", out var condition) && !ActionExpression.Holds(Text(condition), values))
            return;
        if (step.Children.TryGetValue("uses", out var uses))
        {
            run.Used[Text(uses).Split('@')[0]] = step.Children.TryGetValue("with", out var with)
                ? Map(with).Children.ToDictionary(
                    pair => Text(pair.Key), pair => ActionExpression.Fill(Text(pair.Value), values))
                : [];
            return;
        }

        var folder = Directory.CreateDirectory(
            Path.Combine(values["runner.temp"], $"step{Guid.NewGuid():n}")).FullName;
        run.Code = RunScript(step, values, folder, run);
        var id = step.Children.TryGetValue("id", out var named) ? Text(named) : "";
        foreach (var line in File.ReadLines(Path.Combine(folder, "output")).Select(line => line.Split('=', 2)))
            values[$"steps.{id}.outputs.{line[0]}"] = line[1];
        run.Summary += File.ReadAllText(Path.Combine(folder, "summary"));
    }

    int RunScript(YamlMappingNode step, Dictionary<string, string> values, string folder, ActionRun run)
    {
        string In(string name) => Path.Combine(folder, name);

        Assert.Equal("bash", Text(step["shell"]));
        File.WriteAllText(In("script.sh"), ActionExpression.Fill(Text(step["run"]), values));
        File.WriteAllText(In("output"), "");
        File.WriteAllText(In("summary"), "");
        var inside = step.Children.TryGetValue("working-directory", out var named)
            ? ActionExpression.Fill(Text(named), values)
            : ".";
        var start = new ProcessStartInfo("bash", ["--noprofile", "--norc", "-eo", "pipefail", In("script.sh")])
        {
            WorkingDirectory = Path.GetFullPath(inside, values["github.workspace"]),
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["CI"] = start.Environment["GITHUB_ACTIONS"] = "true";
        start.Environment["GITHUB_ACTION_PATH"] = values["github.action_path"];
        start.Environment["GITHUB_WORKSPACE"] = values["github.workspace"];
        start.Environment["GITHUB_OUTPUT"] = In("output");
        start.Environment["GITHUB_STEP_SUMMARY"] = In("summary");
        start.Environment["RUNNER_TEMP"] = values["runner.temp"];
        if (step.Children.TryGetValue("env", out var environment))
        {
            foreach (var (name, value) in Map(environment).Children)
                start.Environment[Text(name)] = ActionExpression.Fill(Text(value), values);
        }

        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        run.Log += process.StandardOutput.ReadToEnd();
        run.Log += error.Result;
        process.WaitForExit();
        return process.ExitCode;
    }

    static YamlMappingNode Load(string path)
    {
        using var reader = File.OpenText(path);
        var stream = new YamlStream();
        stream.Load(reader);
        return (YamlMappingNode)stream.Documents[0].RootNode;
    }

    static YamlMappingNode Map(YamlNode node) => (YamlMappingNode)node;

    static string Text(YamlNode node) => ((YamlScalarNode)node).Value!;
}
