using OnnxZc.Data;
using OnnxZc.Graphs;
using OnnxZc.Graphs.Rewriting;
using OnnxZc.Numerics;

namespace OnnxZc.Passes;

/// <summary>What goes into the network: one batch, or several of which each is a run of the pass.</summary>
public abstract record PassInput
{
    PassInput()
    {
    }

    /// <summary>The batch.</summary>
    public static PassInput Batch { get; } = new Parts(1);

    /// <summary>Every sample of the batch by itself: N runs.</summary>
    public static PassInput EachSample { get; } = new Parts(int.MaxValue);

    /// <summary>One sample of ones.</summary>
    public static PassInput Ones { get; } = new OneSample("", 1);

    /// <summary>The batch cut into <paramref name="count"/> equal parts, a run each.</summary>
    public static PassInput PartsOf(int count) => new Parts(count);

    /// <summary>Standard normal noise of the batch's shape from stream <paramref name="stream"/>.</summary>
    public static PassInput Noise(string stream) => new NoiseBatch(stream, 0);

    /// <summary>
    /// Two runs: noise of the batch's shape from stream <paramref name="stream"/>, then the same plus
    /// <paramref name="strength"/> times noise from <paramref name="stream"/> followed by 2.
    /// </summary>
    public static PassInput NoisePair(string stream, double strength) => new NoiseBatch(stream, strength);

    /// <summary>One image of noise from stream <paramref name="stream"/>, of a size of its own.</summary>
    public static PassInput NoiseImage(string stream, int size) => new OneSample(stream, size);

    /// <summary>Whether its numbers are drawn and not the batch's.</summary>
    internal virtual bool IsDrawn => false;

    /// <summary>How many forward passes it takes for <paramref name="samples"/> samples.</summary>
    internal abstract int RunsOf(int samples);

    /// <summary>What all runs together take, the batch's forward pass being 1.</summary>
    /// <param name="shape">The shape of the batch's first input.</param>
    internal abstract double ShareOf(long[] shape);

    /// <summary>The inputs of each run.</summary>
    /// <exception cref="PassNotApplicableException">The model takes no such input.</exception>
    internal abstract IEnumerable<Batch> Runs(Graph graph, Batch batch, long seed);

    static Batch Mapped(Batch batch, Func<string, TensorData, TensorData> map) => batch with
    {
        Inputs = batch.Inputs.ToDictionary(pair => pair.Key, pair => map(pair.Key, pair.Value)),
    };

    static int SamplesOf(Graph graph, Batch batch) => (int)batch.Inputs[graph.Inputs[0].Name].Shape[0];

    static void RequireFreeBatch(Graph graph, Batch batch, int size)
    {
        if (graph.Inputs[0].Shape is [{ Size: { } own }, ..] && own != size && SamplesOf(graph, batch) != size)
            throw new PassNotApplicableException($"it needs a batch of {size}, and the model's is fixed at {own}");
    }

    sealed record Parts(int Count) : PassInput
    {
        internal override int RunsOf(int samples) => Math.Min(Count, samples);

        internal override double ShareOf(long[] shape) => 1;

        internal override IEnumerable<Batch> Runs(Graph graph, Batch batch, long seed)
        {
            var samples = SamplesOf(graph, batch);
            var count = RunsOf(samples);
            if (Count != int.MaxValue && samples < Count)
                throw new PassNotApplicableException($"it cuts the batch into {Count} parts and has {samples} samples");
            if (count == 1)
                return [batch];
            var size = samples / count;
            RequireFreeBatch(graph, batch, size);
            return Enumerable.Range(0, count).Select(i => SampleRange.Of(graph, batch, i * size, size) with
            {
                Labels = batch.Labels?[(i * size)..((i + 1) * size)],
            });
        }

        public override string ToString() => Count switch
        {
            1 => "the batch",
            int.MaxValue => "each sample by itself",
            _ => $"{Count} parts of the batch",
        };
    }

    sealed record OneSample(string Stream, int Size) : PassInput
    {
        internal override bool IsDrawn => Stream.Length > 0;

        internal override int RunsOf(int samples) => 1;

        internal override double ShareOf(long[] shape) =>
            (Stream.Length > 0 && shape is [_, _, var height, var width] ? (double)Size * Size / (height * width) : 1)
            / shape[0];

        internal override IEnumerable<Batch> Runs(Graph graph, Batch batch, long seed)
        {
            RequireFreeBatch(graph, batch, 1);
            var first = SampleRange.Of(graph, batch, 0, 1) with { Labels = null };
            return [Mapped(first, (_, data) =>
                !data.IsFloat ? data : Stream.Length == 0 ? Ones(data) : Image(data, seed))];
        }

        public override string ToString() =>
            Stream.Length == 0 ? "one sample of ones" : $"one image of noise, {Size} x {Size}";

        static new TensorData Ones(TensorData data)
        {
            var ones = new float[data.Count];
            Array.Fill(ones, 1f);
            return FloatTypes.Convert(TensorData.Of<float>(ones, [.. data.Shape]), data.Type);
        }

        TensorData Image(TensorData data, long seed)
        {
            if (data.Shape is not [_, var channels, _, _])
                throw new PassNotApplicableException("it needs images, inputs of four dimensions");
            var values = new float[channels * Size * Size];
            new RandomStream(Stream, seed).FillNormal(values);
            return FloatTypes.Convert(TensorData.Of<float>(values, 1, channels, Size, Size), data.Type);
        }
    }

    sealed record NoiseBatch(string Stream, double Strength) : PassInput
    {
        internal override bool IsDrawn => true;

        internal override int RunsOf(int samples) => Strength == 0 ? 1 : 2;

        internal override double ShareOf(long[] shape) => RunsOf((int)shape[0]);

        internal override IEnumerable<Batch> Runs(Graph graph, Batch batch, long seed)
        {
            if (!batch.Inputs.Values.Any(data => data.IsFloat))
                throw new PassNotApplicableException("it draws noise, and no input takes floating-point numbers");
            yield return Mapped(batch, (name, data) => Drawn(name, data, graph, seed, 0));
            if (Strength != 0)
                yield return Mapped(batch, (name, data) => Drawn(name, data, graph, seed, (float)Strength));
        }

        public override string ToString() => Strength == 0 ? "noise" : "noise, and the same perturbed";

        // Further inputs draw from streams of their own.
        TensorData Drawn(string name, TensorData data, Graph graph, long seed, float strength)
        {
            if (!data.IsFloat)
                return data;
            var suffix = name == graph.Inputs.First(input => input.Type.IsFloat()).Name ? "" : $":{name}";
            var values = new float[data.Count];
            new RandomStream(Stream + suffix, seed).FillNormal(values);
            if (strength != 0)
            {
                var noise = new float[data.Count];
                new RandomStream($"{Stream}2{suffix}", seed).FillNormal(noise);
                for (var i = 0; i < values.Length; i++)
                    values[i] += strength * noise[i];
            }

            return FloatTypes.Convert(TensorData.Of<float>(values, [.. data.Shape]), data.Type);
        }
    }
}
