using System.CommandLine;

namespace OnnxZc.Cli.Checks;

/// <summary><c>onnxzc lock</c>.</summary>
sealed class LockCommand
{
    readonly PolicyOptions _policy = new();

    readonly Option<string[]> _models = TextOption.Several(
        "--models", "glob", "Lock these alone, and leave what is locked of others; relative to the policy's folder");

    /// <summary>The command with its options.</summary>
    public static Command Create(GlobalOptions globals, Terminal terminal, Backend backend)
    {
        var syntax = new LockCommand();
        var command = new Command("lock", "Write down what the models are now, for onnxzc check to compare with.")
        {
            syntax._models,
        };
        foreach (var option in syntax._policy.All)
            command.Add(option);
        command.SetAction(parsed => new LockRun(
            PolicyContext.Read(syntax._policy, parsed, globals, terminal),
            [.. OptionValues.Split(parsed.GetValue(syntax._models) ?? [])],
            terminal,
            backend).Execute());
        return command;
    }
}
