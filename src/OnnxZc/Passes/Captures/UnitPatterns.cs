using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace OnnxZc.Passes.Captures;

/// <summary>
/// Which samples switch which outputs of Relu nodes with four dimensions on: how many samples switch them in ways of
/// their own, and how many ways of switching over the samples there are among the units.
/// </summary>
public sealed record UnitPatterns : Capture<PatternCounts>
{
    /// <inheritdoc/>
    public override bool ComparesSamples => true;

    internal override bool IsHost => true;

    internal override Reduction Begin(PassScene scene)
    {
        string[] values = [.. scene.Graph.Nodes
            .Where(node => node.Operator is { Domain: "", Type: "Relu" }
                && scene.Shapes.Shape(node.Outputs[0]) is { IsDefault: false, Length: 4 })
            .Select(node => node.Outputs[0])];
        return values.Length > 0
            ? new Counting(scene.Samples, values)
            : throw new PassNotApplicableException("the model has no Relu of four dimensions");
    }

    sealed class Counting(int samples, string[] values) : HostReduction
    {
        // A unit's pattern is a bit per sample; a sample's way of switching is all its units' bits.
        readonly HashSet<UnitPattern> _patterns = [];
        readonly List<ulong>[] _rows = [.. Enumerable.Range(0, samples).Select(_ => new List<ulong>())];

        public override IReadOnlyCollection<string> Values => values;

        public override void OnValue(int run, string name, ReadOnlySpan<float> numbers)
        {
            if (numbers.Length % samples != 0)
                throw new PassNotApplicableException($"activation '{name}' is not a row per sample");
            var width = numbers.Length / samples;
            for (var sample = 0; sample < samples; sample++)
                AddRow(_rows[sample], numbers.Slice(sample * width, width));
            Span<ulong> words = stackalloc ulong[(samples + 63) / 64];
            for (var unit = 0; unit < width; unit++)
            {
                words.Clear();
                for (var sample = 0; sample < samples; sample++)
                {
                    if (numbers[(sample * width) + unit] > 0)
                        words[sample / 64] |= 1UL << (sample % 64);
                }

                _patterns.Add(UnitPattern.Of(words));
            }
        }

        public override object Result() => new PatternCounts(_rows.DistinctBy(Digest).Count(), _patterns.Count);

        static string Digest(List<ulong> row) =>
            Convert.ToHexString(SHA256.HashData(MemoryMarshal.AsBytes(CollectionsMarshal.AsSpan(row))));

        static void AddRow(List<ulong> row, ReadOnlySpan<float> numbers)
        {
            for (var start = 0; start < numbers.Length; start += 64)
            {
                ulong word = 0;
                var part = numbers[start..Math.Min(start + 64, numbers.Length)];
                for (var i = 0; i < part.Length; i++)
                    word |= part[i] > 0 ? 1UL << i : 0;
                row.Add(word);
            }
        }
    }
}
