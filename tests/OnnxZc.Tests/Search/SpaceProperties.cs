using FsCheck;
using FsCheck.Fluent;
using OnnxZc.Numerics;
using OnnxZc.Search;

namespace OnnxZc.Tests.Search;

/// <summary>What holds for every architecture of every space: FsCheck draws them, always the same ones.</summary>
public sealed class SpaceProperties
{
    // Encodings that leave out what the network does not depend on.
    static readonly (string Space, string Encoding)[] Shortened =
        [("darts", "hnas"), ("nb101", "json"), ("nb101", "rows"), ("nb101", "weaknas"), ("nbasr", "hash")];

    static readonly Arbitrary<int> Seeds = Arb.From(Gen.Choose(1, 1_000_000));

    public static TheoryData<string> Spaces => [.. SpaceCatalog.All.Select(space => space.Name)];

    public static TheoryData<string> RewrittenSpaces => [.. Rewritings.All.Keys];

    [Theory]
    [MemberData(nameof(Spaces))]
    public void Parse_OfEveryEncoding_GivesTheArchitectureBack(string name)
    {
        var drawn = DrawnSpace.Find(name);
        Check(200, Prop.ForAll(drawn.Architectures, architecture => Assert.All(
            drawn.EncodingsOf(architecture).Where(encoding => (name, encoding) != ("nb101", "hash")),
            encoding =>
            {
                var text = drawn.Space.Print(architecture, encoding);
                var again = drawn.Space.Parse(text);
                Assert.Equal(text, drawn.Space.Print(again, encoding));
                if (Shortened.Contains((name, encoding)))
                    (architecture, again) = (drawn.Space.Canonical(architecture), drawn.Space.Canonical(again));
                Assert.Equal(architecture, again);
            })));
    }

    [Theory]
    [MemberData(nameof(Spaces))]
    public void Canonical_OfACanonicalForm_IsItself(string name)
    {
        var drawn = DrawnSpace.Find(name);
        Check(200, Prop.ForAll(drawn.Architectures, architecture =>
        {
            var canonical = drawn.Space.Canonical(architecture);
            Assert.Equal(canonical, drawn.Space.Parse(canonical.Text));
            Assert.Equal(canonical, drawn.Space.Canonical(canonical));
        }));
    }

    [Theory]
    [MemberData(nameof(RewrittenSpaces))]
    public void Canonical_OfARewriting_IsTheSameAndSoIsTheHash(string name)
    {
        var drawn = DrawnSpace.Find(name);
        var rewritten = 0;
        Check(500, Prop.ForAll(drawn.Architectures, Seeds, (architecture, seed) =>
        {
            var other = drawn.Of(Rewritings.All[name](drawn.ChoicesOf(architecture), Stream(seed)));
            Assert.NotNull(other);
            Assert.Equal(drawn.Space.Canonical(architecture), drawn.Space.Canonical(other));
            if (drawn.Space.Encodings.Contains("hash"))
                Assert.Equal(drawn.Space.Print(architecture, "hash"), drawn.Space.Print(other, "hash"));
            rewritten += architecture == other ? 0 : 1;
        }));
        Assert.InRange(rewritten, 100, 500);
    }

    [Theory]
    [MemberData(nameof(Spaces))]
    public void Neighbours_OfAnArchitecture_AreAllThatDifferInOneChoice(string name)
    {
        var drawn = DrawnSpace.Find(name);
        Check(40, Prop.ForAll(drawn.Architectures, architecture =>
        {
            var neighbours = drawn.Space.Neighbours(architecture).ToArray();
            Assert.Equal(neighbours.Length, neighbours.Distinct().Count());
            Assert.Equal(Expected(drawn, architecture).ToHashSet(), neighbours.ToHashSet());
        }));
    }

    [Theory]
    [MemberData(nameof(Spaces))]
    public void Neighbours_OfANeighbour_HaveTheArchitectureBack(string name)
    {
        var drawn = DrawnSpace.Find(name);
        Check(100, Prop.ForAll(drawn.Architectures, Seeds, (architecture, seed) =>
        {
            var neighbours = drawn.Space.Neighbours(architecture).ToArray();
            var neighbour = neighbours[Stream(seed).Below(0, neighbours.Length)];
            Assert.NotEqual(architecture, neighbour);
            Assert.Contains(architecture, drawn.Space.Neighbours(neighbour));
        }));
    }

    [Theory]
    [MemberData(nameof(Spaces))]
    public void Mutate_OfAStream_IsANeighbourAndAlwaysTheSame(string name)
    {
        var drawn = DrawnSpace.Find(name);
        Check(100, Prop.ForAll(drawn.Architectures, Seeds, (architecture, seed) =>
        {
            var mutant = drawn.Space.Mutate(architecture, Stream(seed));
            Assert.Contains(mutant, drawn.Space.Neighbours(architecture));
            Assert.Equal(mutant, drawn.Space.Mutate(architecture, Stream(seed)));
        }));
    }

    [Theory]
    [MemberData(nameof(Spaces))]
    public void Cross_OfTwoArchitectures_TakesEveryChoiceFromOneOfThem(string name)
    {
        var drawn = DrawnSpace.Find(name);
        var mixed = 0;
        Check(100, Prop.ForAll(drawn.Architectures, drawn.Architectures, Seeds, (one, other, seed) =>
        {
            var child = drawn.Space.Cross(one, other, Stream(seed));
            Assert.Equal(child, drawn.Space.Cross(one, other, Stream(seed)));
            Assert.Equal(child, drawn.Space.Parse(child.Text));
            int[] a = drawn.ChoicesOf(one), b = drawn.ChoicesOf(other), c = drawn.ChoicesOf(child);
            Assert.All(c.Index(), choice => Assert.True(
                choice.Item == a[choice.Index] || choice.Item == b[choice.Index]));
            mixed += child != one && child != other ? 1 : 0;
        }));
        Assert.InRange(mixed, 50, 100);
    }

    // What is taken after all, such as a shorter number, is an architecture in full.
    [Theory]
    [MemberData(nameof(Spaces))]
    public void Parse_OfATextCutOrSpliced_IsAnArchitectureOrNamesTheText(string name)
    {
        var drawn = DrawnSpace.Find(name);
        DrawnSpace[] others = [.. SpaceCatalog.All.Select(space => DrawnSpace.Find(space.Name))];
        var refused = 0;
        Check(500, Prop.ForAll(ForeignTexts.Near(drawn, others), text =>
        {
            if (Record.Exception(() => Assert.Equal(drawn.Space.Parse(text), Again(drawn, text))) is not { } error)
                return;
            Assert.IsType<ArchitectureException>(error);
            Assert.Contains(name, error.Message, StringComparison.Ordinal);
            Assert.Contains(text.Trim().TrimStart('0'), error.Message, StringComparison.Ordinal);
            refused++;
        }));
        Assert.InRange(refused, 250, 500);
    }

    static Architecture? Again(DrawnSpace drawn, string text) => drawn.Of(drawn.ChoicesOf(drawn.Space.Parse(text)));

    // Once-for-all's neighbours keep the resolution and what is idle.
    static IEnumerable<Architecture> Expected(DrawnSpace drawn, Architecture architecture)
    {
        var all = drawn.OneChoiceAway(architecture);
        if (drawn.Space.Name != "ofa_mbv3")
            return all;
        var (canonical, resolution) = (drawn.Space.Canonical(architecture), drawn.ChoicesOf(architecture)[^1]);
        return all.Where(other =>
            drawn.Space.Canonical(other) != canonical && drawn.ChoicesOf(other)[^1] == resolution);
    }

    static RandomStream Stream(int seed) => new("property", seed);

    static void Check(int cases, Property property) => FsCheck.Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(cases).WithReplay(20_260_823, 1_234_567), property);
}
