using OnnxZc.Numerics;
using OnnxZc.Search;

namespace OnnxZc.Tests.Search;

/// <summary>What holds for every space in which choices can be changed.</summary>
public sealed class SpaceLawTests
{
    const int Draws = 200;

    public static TheoryData<string> Spaces =>
        ["nats_sss", "nbasr", "nbmacro", "ofa_mbv3", "tnb101_macro", "tnb101_micro"];

    [Theory]
    [MemberData(nameof(Spaces))]
    public void Parse_OfEveryEncoding_GivesTheArchitectureBack(string name)
    {
        var space = Space(name);
        Assert.All(Samples(space), architecture => Assert.All(
            space.Encodings.Where(encoding => encoding != "hash"),
            encoding => Assert.Equal(architecture, space.Parse(space.Print(architecture, encoding)))));
    }

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
    public void Neighbours_OfAnArchitecture_AreDistinctOthersThatHaveItAsNeighbour(string name)
    {
        var space = Space(name);
        Assert.All(Samples(space).Take(20), architecture =>
        {
            var neighbours = space.Neighbours(architecture).ToArray();
            Assert.NotEmpty(neighbours);
            Assert.Equal(neighbours.Length, neighbours.Distinct().Count());
            Assert.DoesNotContain(architecture, neighbours);
            Assert.All(neighbours, neighbour =>
            {
                Assert.Equal(neighbour, space.Parse(neighbour.Text));
                Assert.Equal(1, Differences(space, architecture, neighbour));
            });
        });
    }

    [Theory]
    [MemberData(nameof(Spaces))]
    public void Mutate_ByManyStreams_ReachesNeighboursOnlyAndMoreThanOne(string name)
    {
        var space = Space(name);
        var start = space.Sample(new("start"));
        var neighbours = space.Neighbours(start).ToHashSet();
        var reached = Enumerable.Range(0, Draws).Select(i => space.Mutate(start, new($"mutate:{i}"))).ToHashSet();
        Assert.Subset(neighbours, reached);
        Assert.InRange(reached.Count, Math.Min(8, neighbours.Count), neighbours.Count);
    }

    [Theory]
    [MemberData(nameof(Spaces))]
    public void Cross_OfTwoArchitectures_TakesEveryChoiceFromOneOfThem(string name)
    {
        var space = Space(name);
        var samples = Samples(space);
        var mixed = 0;
        for (var i = 0; i + 1 < 40; i++)
        {
            var (one, other) = (samples[i], samples[i + 1]);
            var child = space.Cross(one, other, new($"cross:{i}"));
            Assert.Equal(child, space.Parse(child.Text));
            mixed += child != one && child != other ? 1 : 0;
            int[] a = Choices(space, one), b = Choices(space, other), c = Choices(space, child);
            Assert.All(Enumerable.Range(0, c.Length), gene => Assert.Contains(c[gene], new[] { a[gene], b[gene] }));
        }

        Assert.NotEqual(0, mixed);
    }

    [Theory]
    [MemberData(nameof(Spaces))]
    public void Canonical_OfACanonicalForm_IsItself(string name)
    {
        var space = Space(name);
        Assert.All(Samples(space), architecture => Assert.Equal(
            space.Canonical(architecture), space.Canonical(space.Canonical(architecture))));
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

    static int Differences(ISearchSpace space, Architecture one, Architecture other) =>
        Choices(space, one).Zip(Choices(space, other)).Count(pair => pair.First != pair.Second);

    // Numbers in order; a skeleton of fewer layers than six ends in zeros.
    static int[] Choices(ISearchSpace space, Architecture architecture)
    {
        var encoding = space.Encodings.First(encoding => encoding is "genes" or "choices" or "digits" or "values"
            or "operations");
        var text = space.Print(architecture, encoding);
        int[] numbers = text.Contains('-') || text.Contains(',')
            ? [.. text.Split('-', ',').Select(int.Parse)]
            : [.. text.Select(digit => digit - '0')];
        return space.Name == "tnb101_macro"
            ? [.. numbers, .. Enumerable.Repeat(0, 6 - numbers.Length)]
            : numbers;
    }
}
