using OnnxZc.Tests.Bindings.Torch;
using OnnxZc.Tests.Passes;
using OnnxZc.Tests.Store;

namespace OnnxZc.Tests;

/// <summary>What tests start as processes of their own.</summary>
static class Program
{
    /// <summary>The command that starts one.</summary>
    public static string[] Command(params string[] args)
    {
        var host = Environment.ProcessPath ?? "dotnet";
        var dotnet = Path.GetFileNameWithoutExtension(host) == "dotnet" ? host : "dotnet";
        return [dotnet, typeof(Program).Assembly.Location, .. args];
    }

    static int Main(string[] args) => args switch
    {
        ["store-writer", var path, var prefix, var count] => StoreWriter.Run(path, prefix, int.Parse(count)),
        ["tensor-memory", var step] => TensorMemory.Run(step),
        ["pass-memory"] => PassMemory.Run(),
        _ => throw new ArgumentException($"There is no program '{string.Join(' ', args)}'."),
    };
}
