using System.CommandLine;
using System.CommandLine.Invocation;

namespace OnnxZc.Cli.Commands;

/// <summary><c>onnxzc --version</c>: the versions of all that moves a number, and the devices.</summary>
sealed class VersionCommand(Terminal terminal, Backend backend) : SynchronousCommandLineAction
{
    /// <inheritdoc/>
    public override int Invoke(ParseResult parseResult)
    {
        var tool = backend.Tool("cpu");
        terminal.Out.WriteLine($"onnxzc {tool.Version}");
        terminal.Out.WriteLine($"stack        {tool.Stack}");
        terminal.Out.WriteLine($"torch        {tool.Torch ?? "not found"}");
        terminal.Out.WriteLine($"onnxruntime  {tool.OnnxRuntime ?? "not found"}");
        terminal.Out.WriteLine($"devices      {string.Join(", ", backend.Devices())}");
        return ExitCode.Ok;
    }
}
