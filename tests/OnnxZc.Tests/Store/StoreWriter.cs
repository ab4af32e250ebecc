using System.Diagnostics;
using OnnxZc.Store;
using OnnxZc.Tests.Reports;

namespace OnnxZc.Tests.Store;

/// <summary>A process that writes cards and says of each that it is written.</summary>
static class StoreWriter
{
    /// <summary>Writes cards PREFIX0, PREFIX1... and a line after each; a line with the code of an error.</summary>
    public static int Run(string path, string prefix, int count)
    {
        try
        {
            using var store = ScoreStore.Open(path);
            for (var i = 0; i < count; i++)
            {
                store.Write(Card(prefix, i));
                Console.Out.WriteLine(i);
                Console.Out.Flush();
            }

            return 0;
        }
        catch (StoreException error)
        {
            Console.Out.WriteLine(error.Code);
            return 1;
        }
    }

    /// <summary>Card <paramref name="i"/>: another prefix is another name for the same network.</summary>
    public static ScoreCard Card(string prefix, int i) => Stored.Card(
        $"{prefix}{i}",
        Cards.Value("snip", i + 0.25),
        Cards.Value("nwot", -i / 3.0),
        Cards.NotApplicable("zico", "no ReLU")) with
    {
        GraphHash = $"graph {i}",
        FileHash = $"file {i}",
        Fingerprint = $"fingerprint {i % 5}",
    };

    /// <summary>Starts one; <paramref name="limit"/> is how many blocks of 512 bytes a file of it may have.</summary>
    public static Process Start(string path, string prefix, int count, int? limit = null)
    {
        var command = Program.Command("store-writer", path, prefix, $"{count}");
        var start = limit is null
            ? new ProcessStartInfo(command[0], command[1..])
            : new("/bin/sh", ["-c", $"trap '' XFSZ; ulimit -f {limit}; exec \"$0\" \"$@\"", .. command]);
        start.RedirectStandardOutput = true;
        // Its second mapping of code is a file, which the limit would hold too.
        start.Environment["DOTNET_EnableWriteXorExecute"] = "0";
        return Process.Start(start)!;
    }

    /// <summary>The lines that a process wrote to its end.</summary>
    public static string[] End(Process process)
    {
        var text = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return text[..(text.LastIndexOf('\n') + 1)].Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }
}
