using System.Diagnostics;
using System.Text;
using System.Text.Json;
using Google.Protobuf;
using OnnxZc.Checks.Policies;
using OnnxZc.Cli;
using OnnxZc.Tests.Cli.Sweeps;
using OnnxZc.Tests.Graphs;

namespace OnnxZc.Tests.Cli.Checks;

/// <summary>A folder of small models with a policy, and the program run on it.</summary>
sealed class CheckFolder : IDisposable
{
    readonly TempFolder _folder = new();

    public CheckFolder(int models = 2)
    {
        for (var i = 0; i < models; i++)
            Add($"m{i}.onnx", i);
    }

    public string Root => _folder.Root;

    public Dictionary<string, string> Environment { get; } = new() { ["HOME"] = "/nowhere" };

    public Backend Backend { get; init; } = Backend.Library;

    public TimeProvider Clock { get; init; } = TimeProvider.System;

    public string Out { get; private set; } = "";

    public string Error { get; private set; } = "";

    public string PathOf(string name) => _folder.PathOf(name);

    public string Text(string name) => File.ReadAllText(PathOf(name));

    public void Add(string name, int number) => _folder.Write(name, SmallZoo.Network(number).ToByteArray());

    public void Write(string name, string text) => _folder.Write(name, Encoding.UTF8.GetBytes(text));

    /// <summary>Runs a command by the folder's policy.</summary>
    public int Run(string verb, params string[] args) =>
        Exactly([.. verb.Split(' '), "--policy", PathOf(RepositoryPlace.PolicyName), "--quiet", .. args]);

    public int Exactly(params string[] args)
    {
        using var output = new StringWriter { NewLine = "\n" };
        using var error = new StringWriter { NewLine = "\n" };
        var terminal = new Terminal
        {
            Out = output,
            Error = error,
            Environment = name => Environment.GetValueOrDefault(name),
            Clock = Clock,
        };
        var code = CommandLine.Run(args, terminal, Backend);
        (Out, Error) = (output.ToString(), error.ToString());
        return code;
    }

    /// <summary>What a check finds: rule and model, in order.</summary>
    public string[] Found(params string[] args)
    {
        Run("check", ["--format", "json", .. args]);
        Assert.True(Out.Length > 0, Error);
        return
        [
            .. JsonDocument.Parse(Out).RootElement.GetProperty("results").EnumerateArray()
                .Where(result => result.GetProperty("status").GetString() == "violated")
                .Select(result => $"{result.GetProperty("rule").GetString()} {result.GetProperty("model").GetString()}")
                .Select(text => text.TrimEnd()),
        ];
    }

    public string Git(params string[] args)
    {
        string[] who = ["-C", Root, "-c", "user.name=t", "-c", "user.email=t@t", "-c", "commit.gpgsign=false"];
        var start = new ProcessStartInfo("git", [.. who, .. args])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var git = Process.Start(start)!;
        var error = git.StandardError.ReadToEndAsync();
        var output = git.StandardOutput.ReadToEnd();
        git.WaitForExit();
        Assert.True(git.ExitCode == 0, $"git {string.Join(' ', args)}: {error.Result}");
        return output.Trim();
    }

    public void Commit(string message)
    {
        if (!Directory.Exists(PathOf(".git")))
            Git("init", "-q");
        Git("add", "-A");
        Git("commit", "-qm", message);
    }

    public void Dispose() => _folder.Dispose();
}
