using OnnxZc.Numerics;
using OnnxZc.Search;

namespace OnnxZc.Tests.Search;

/// <summary>
/// What holds for whole spaces of free choices; what holds for every architecture: <see cref="SpaceProperties"/>.
/// </summary>
public sealed class SpaceLawTests
{
    const int Draws = 200;

    public static TheoryData<string> Spaces =>
        ["nats_sss", "nbasr", "nbmacro", "ofa_mbv3", "tnb101_macro", "tnb101_micro"];

    [Theory]
    [MemberData(nameof(Spaces))]
    public void Sample_OfTheSameStream_IsTheSameAndOfOthersVaries(string name)
    {
        var space = Space(name);
        var samples = Samples(space);
        Assert.Equal(samples, Samples(space));
        Assert.InRange(samples.Distinct().Count(), Draws / 2, Draws);
    }

    [Theory]
    [MemberData(nameof(Spaces))]
    public void At_OfEveryNumber_IsAnotherArchitecture(string name)
    {
        var space = Space(name);
        if (space.Size is not { } size)
        {
            Assert.Throws<ArchitectureException>(() => space.At(0));
            return;
        }

        var all = Enumerable.Range(0, (int)size).Select(index => space.At(index)).ToHashSet();
        Assert.Equal(size, all.Count);
        Assert.All(all.Take(Draws), architecture => Assert.Equal(architecture, space.Parse(architecture.Text)));
        Assert.All(Enumerable.Range(0, 20), i => Assert.Equal(space.At(i), space.Parse($"{i}")));
        Assert.Throws<ArchitectureException>(() => space.At(size));
        Assert.Throws<ArchitectureException>(() => space.At(-1));
    }

    [Theory]
    [MemberData(nameof(Spaces))]
    public void Mutate_ByManyStreams_ReachesMoreThanOneNeighbour(string name)
    {
        var space = Space(name);
        var start = space.Sample(new("start"));
        var neighbours = space.Neighbours(start).Count();
        var reached = Enumerable.Range(0, Draws).Select(i => space.Mutate(start, new($"mutate:{i}"))).ToHashSet();
        Assert.InRange(reached.Count, Math.Min(8, neighbours), neighbours);
    }

    [Theory]
    [MemberData(nameof(Spaces))]
    public void Parse_OfForeignText_NamesTheSpaceAndTheText(string name)
    {
        var space = Space(name);
        string[] foreign =
        [
            "", "foreign", "-1", "9,9,9,9,9,9,9,9,9", "64:64:64:64:65", "64-99999-9_99_999", "64-1111-basic", "{",
            "{\"ks\": 3}", "[[1, 0], [1, 0], [1, 0, 0, 0]]", "99999999999999999999", "31202103", "64-4111-basic\n",
            "{\"\ud800\": 1}", "{\"\\ud800\": 1}",
        ];
        Assert.All(foreign, text =>
        {
            var error = Assert.Throws<ArchitectureException>(() => space.Parse(text));
            Assert.Contains(name, error.Message);
            Assert.Contains(text, error.Message);
        });
    }

    [Theory]
    [MemberData(nameof(Spaces))]
    public void Build_UnderForeignSettings_SaysWhatTheSpaceLacks(string name)
    {
        var space = Space(name);
        var any = space.Sample(new("any"));
        string Refusal(SpaceSettings settings) =>
            Assert.Throws<ArchitectureException>(() => space.Build(any, settings)).Message;

        Assert.Contains(space.Forms[0], Refusal(new() { Form = "none" }));
        Assert.Contains("auxiliary", Refusal(new() { Auxiliary = true }));
        Assert.Contains("cells", Refusal(new() { Cells = 3 }));
        Assert.Contains("classes", Refusal(new() { Classes = 0 }));
        Assert.Contains("encodings", Assert.Throws<ArchitectureException>(() => space.Print(any, "none")).Message);
    }

    static IMutableSpace Space(string name) => (IMutableSpace)SpaceCatalog.Find(name)!;

    static Architecture[] Samples(ISearchSpace space) =>
        [.. Enumerable.Range(0, Draws).Select(i => space.Sample(new RandomStream($"law:{i}")))];
}
