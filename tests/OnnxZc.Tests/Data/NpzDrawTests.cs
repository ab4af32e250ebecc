using OnnxZc.Data;
using OnnxZc.Tests.Graphs;

namespace OnnxZc.Tests.Data;

public sealed class NpzDrawTests : IDisposable
{
    readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Read_Random_KeepsSamplesAndLabelsTogether()
    {
        var batch = Read(Write(), DrawOrder.Random, 5);
        var values = batch.Inputs["x"].Span<float>().ToArray();
        Assert.Equal(5, batch.Labels!.Length);
        Assert.NotEqual([0f, 1, 2, 3, 4], values.Where((_, i) => i % 2 == 0));
        Assert.Equal(batch.Labels.Select(label => (float)label), values.Where((_, i) => i % 2 == 0).Select(v => v % 3));
        Assert.Equal(values.Where((_, i) => i % 2 == 0).Select(v => -v), values.Where((_, i) => i % 2 == 1));
    }

    [Fact]
    public void Read_Balanced_IsOneOfEachClassByDefault()
    {
        Assert.Equal([0L, 1, 2], Read(Write(), DrawOrder.Balanced, null).Labels!);
        Assert.Equal([0L, 0, 1, 1, 2, 2], Read(Write(), DrawOrder.Balanced, 6).Labels!);
    }

    [Fact]
    public void Read_ModelWithABatchOfItsOwn_DrawsAsMany()
    {
        var source = BatchSources.Parse(Write(), new() { Draw = DrawOrder.Random });
        Assert.Equal([4L, 2], source.Read(Requests.For(Requests.Input("x", 4, 2))).Inputs["x"].Shape.AsSpan());
    }

    [Fact]
    public void IsSeeded_Random_IsEvenWithLabels()
    {
        var path = Write();
        Assert.True(BatchSources.Parse(path, new() { Draw = DrawOrder.Random }).IsSeeded);
        Assert.False(BatchSources.Parse(path).IsSeeded);
    }

    [Fact]
    public void Fingerprint_Draw_IsPartOfIt()
    {
        var path = Write();
        Assert.EndsWith(";draw=random", BatchSources.Parse(path, new() { Draw = DrawOrder.Random }).Fingerprint);
        Assert.Equal(
            BatchSources.Parse(path).Fingerprint,
            BatchSources.Parse(path, new() { Draw = DrawOrder.First }).Fingerprint);
    }

    [Fact]
    public void Read_LabelsThatAreNoClasses_AreRefused()
    {
        var path = _folder.Write("b.npz", Npz.Zip(
            ("images.npy", Npz.Array("<f4", "(2, 1)", new float[2])),
            ("labels.npy", Npz.Array("<i8", "(2,)", new[] { 0L, -1 }))));
        var source = BatchSources.Parse(path, new() { Draw = DrawOrder.Balanced });
        var error = Assert.Throws<DataException>(() => source.Read(Requests.For(Requests.Input("x", null, 1))));
        Assert.Contains("labels that are no classes", error.Message);
    }

    static Batch Read(string path, DrawOrder draw, int? count) => BatchSources.Parse(path, new() { Draw = draw })
        .Read(Requests.For(Requests.Input("x", null, 2)) with { BatchSize = count });

    string Write() => _folder.Write("a.npz", Npz.Zip(
        ("images.npy", Npz.Array(
            "<f4", "(12, 2)", Enumerable.Range(0, 24).Select(i => i % 2 == 0 ? i / 2f : -(i / 2)).ToArray())),
        ("labels.npy", Npz.Array("<i8", "(12,)", Enumerable.Range(0, 12).Select(i => i % 3L).ToArray()))));
}
