using System.Text;

namespace OnnxZc.Cli;

static class Program
{
    const int BufferSize = 4096;

    static int Main(string[] args)
    {
        using var interruption = new Interruption();
        using var output = Writer(Console.OpenStandardOutput());
        using var error = Writer(Console.OpenStandardError());
        error.AutoFlush = true;
        var terminal = new Terminal
        {
            Out = output,
            Error = error,
            In = Console.In,
            OutIsTerminal = !Console.IsOutputRedirected,
            ErrorIsTerminal = !Console.IsErrorRedirected,
            Width = () => Console.IsOutputRedirected ? int.MaxValue : Console.WindowWidth,
            Environment = Environment.GetEnvironmentVariable,
            Signal = () => interruption.Signal,
        };
        return CommandLine.Run(args, terminal, Backend.Isolated);
    }

    static StreamWriter Writer(Stream stream) =>
        new(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), BufferSize) { NewLine = "\n" };
}
