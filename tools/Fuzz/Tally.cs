using System.Diagnostics;
using System.Globalization;
using OnnxZc.Cli;

namespace OnnxZc.Fuzz;

/// <summary>Counts what became of mutants and keeps those that showed a defect.</summary>
/// <param name="folder">Where they are kept.</param>
/// <param name="output">Where they are told.</param>
sealed class Tally(string folder, TextWriter output)
{
    const int MostTold = 20;

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
            if (!verdict.IsFailure)
                return;
            Failures++;
            // One defect has many mutants; the place in the code where it shows is enough to tell them apart.
            var place = string.Join('\n', verdict.Detail.Split('\n').Where(line => line.Contains(" at ")).Take(2));
            if (!_told.Add(verdict.Class + place) || _told.Count > MostTold)
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
            Done++;
    }

    /// <summary>The classes with their counts, then the totals.</summary>
    public void Write(long grownBytes)
    {
        lock (_lock)
        {
            foreach (var (name, count) in _classes)
                output.WriteLine($"{count,9}  {name}");
            var seconds = Stopwatch.GetElapsedTime(_start).TotalSeconds;
            var pace = string.Create(CultureInfo.InvariantCulture, $"{seconds:0} s ({Done / seconds:0}/s)");
            output.WriteLine(
                $"{Done} mutants in {pace}, memory grew by {ByteSize.Text(grownBytes)}, {Failures} failures");
        }
    }
}
