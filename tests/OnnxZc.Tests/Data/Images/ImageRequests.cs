using OnnxZc.Data;

namespace OnnxZc.Tests.Data.Images;

/// <summary>Reads batches of images for small models.</summary>
static class ImageRequests
{
    /// <summary>The raw pixels and labels that a model of these sizes gets.</summary>
    public static (byte[] Pixels, long[] Labels) Raw(
        string source, int count, long[] sizes, DrawOrder? draw = null, Augmentation augment = default, long seed = 0)
    {
        var options = new DataOptions { Draw = draw, Normalise = "raw", Augment = augment };
        var batch = Read(source, options, count, sizes, seed);
        return ([.. batch.Inputs["x"].Span<float>().ToArray().Select(value => (byte)value)], batch.Labels!);
    }

    public static Batch Read(string source, DataOptions? options, int? count, long[] sizes, long seed = 0) =>
        BatchSources.Parse(source, options).Read(
            Requests.For(Requests.Input("x", [null, .. sizes.Select(size => (long?)size)])) with
            {
                BatchSize = count,
                Seed = seed,
            });

    public static string Error(string source, long[] sizes, int? count = 1, DataOptions? options = null) =>
        Assert.Throws<DataException>(() => Read(source, options, count, sizes)).Message;
}
