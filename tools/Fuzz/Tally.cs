using System.Diagnostics;
using System.Globalization;
using OnnxZc.Cli;

namespace OnnxZc.Fuzz;

/// <summary>Counts what became of mutants and keeps those that showed a defect or ended native code.</summary>
/// <param name="folder">Where they are kept.</param>
/// <param name="output">Where they are told.</param>
sealed class Tally(string folder, TextWriter output)
{
    const int MostTold = 20;
    const int BetweenLines = 50_000;

    readonly SortedDictionary<string, long> _classes = new(StringComparer.Ordinal);
    readonly HashSet<string> _told = new(StringComparer.Ordinal);
    readonly Lock _lock = new();
    readonly long _start = Stopwatch.GetTimestamp();

    public long Failures { get; private set; }

    public long Done { get; private set; }

    /// <summary>Counts a verdict; the bytes of a mutant that failed go to a file.</summary>
    public void Add(Verdict verdict, long mutant, string origin, byte[] bytes)
    {
        lock (_lock)
        {
            _classes[verdict.Class] = _classes.GetValueOrDefault(verdict.Class) + 1;
            if (verdict.Detail.Length == 0)
                return;
            Failures += verdict.IsFailure ? 1 : 0;
            // One defect has many mutants; the place in the code where it shows is enough to tell them apart.
            var place = string.Join('\n', verdict.Detail.Split('\n').Where(line => line.Contains(" at ")).Take(2));
            if (!_told.Add(verdict.Class + (place.Length > 0 ? place : verdict.Detail)) || _told.Count > MostTold)
                return;
            Directory.CreateDirectory(folder);
            var path = Path.Combine(folder, $"{mutant}.onnx");
            File.WriteAllBytes(path, bytes);
            output.WriteLine($"mutant {mutant} of {origin}: {verdict.Class}; kept as {path}\n{verdict.Detail}\n");
        }
    }

    /// <summary>Counts a mutant that all trials have seen.</summary>
    public void Finish()
    {
        lock (_lock)
        {
            if (++Done % BetweenLines == 0)
                output.WriteLine($"{Pace()}, {Failures} failures");
        }
    }

    /// <summary>The classes with their counts, then the totals.</summary>
    public void Write((long Heap, long Resident) grown)
    {
        lock (_lock)
        {
            foreach (var (name, count) in _classes)
                output.WriteLine($"{count,9}  {name}");
            output.WriteLine(
                $"{Pace()}, heap grew by {ByteSize.Text(grown.Heap)} and memory by "
                + $"{ByteSize.Text(grown.Resident)}, {Failures} failures");
        }
    }

    string Pace()
    {
        var seconds = Stopwatch.GetElapsedTime(_start).TotalSeconds;
        return string.Create(CultureInfo.InvariantCulture, $"{Done} mutants in {seconds:0} s ({Done / seconds:0}/s)");
    }
}
