using OnnxZc.Search;

namespace OnnxZc.Tests.Search;

public sealed class SpaceSelectionTests
{
    static string[] Names(string text) => [.. SpaceSelection.Read(text)!.Select(model => model.Name)];

    [Theory]
    [InlineData("models/a.onnx")]
    [InlineData("nb201")]
    [InlineData("C:models")]
    [InlineData("nowhere:12")]
    public void Read_WhatIsOfNoSpace_IsNone(string text) => Assert.Null(SpaceSelection.Read(text));

    [Theory]
    [InlineData("nb201:4421", "nb201:4421")]
    [InlineData("nasbench201:4421", "nb201:4421")]
    [InlineData("nb201:4-3-3-0-0-0", "nb201:0")]
    [InlineData("nb201[classes=100,form=zero-cost-nas]:7", "nb201[form=zero-cost-nas,classes=100]:7")]
    [InlineData("nb201[]:7", "nb201:7")]
    public void Name_OfOneNetwork_IsItsNumberWithTheSettingsGiven(string text, string name) =>
        Assert.Equal([name], Names(text));

    [Fact]
    public void Read_Range_GivesBothEndsAndAllBetween() =>
        Assert.Equal(["nb201:9", "nb201:10", "nb201:11"], Names("nb201:9..11"));

    [Fact]
    public void Read_All_GivesEveryNumberOnce() =>
        Assert.Equal(Enumerable.Range(0, 15_625).Select(index => $"nb201:{index}"), Names("nb201:all"));

    [Fact]
    public void Read_Sample_IsDistinctAndDecidedByTheSeedAlone()
    {
        var sample = Names("nb201:sample(500,seed=3)");
        Assert.Equal(500, sample.Distinct().Count());
        Assert.Equal(sample, Names("nb201:sample( 500, seed = 3 )"));
        Assert.Equal(sample[..20], Names("nb201:sample(20,seed=3)"));
        Assert.NotEqual(Names("nb201:sample(20)"), sample[..20]);
        Assert.Equal(Names("nb201:sample(20)"), Names("nb201:sample(20,seed=0)"));
    }

    [Fact]
    public void Read_SampleOfAsManyAsThereAre_IsAll() =>
        Assert.Equal(15_625, Names("nb201:sample(15625)").Distinct().Count());

    [Theory]
    [InlineData("nb201:sample(15626)", "has 15625 architectures, not 15626")]
    [InlineData("nb201:sample(0)", "at least one")]
    [InlineData("nb201:sample(99999999999999999999)", "is too large a number")]
    [InlineData("nb201:5..4", "ends before it begins")]
    [InlineData("nb201:0..15625", "from 0 to 15624, not 15625")]
    [InlineData("nb201:", "'' is no cell of nb201")]
    [InlineData("nb201[width=3]:1", "no setting 'width=3': there are form=NAME, classes=N")]
    [InlineData("nb201[classes=ten]:1", "classes takes a whole number, not 'ten'")]
    [InlineData("nb201[classes=1,classes=2]:1", "'classes' is there twice")]
    public void Read_WrongTexts_SayWhatIsRight(string text, string reason) => Assert.Contains(
        reason,
        Assert.Throws<ArchitectureException>(() => SpaceSelection.Read(text)).Message,
        StringComparison.Ordinal);

    [Fact]
    public void Find_SeveralNetworksOrAWrongText_IsNone()
    {
        Assert.Null(SpaceSelection.Find("nb201:0..1"));
        Assert.Null(SpaceSelection.Find("nb201:nothing"));
    }

    [Fact]
    public void Hash_OfNetworks_IsOneForOneArchitectureWithItsSettings()
    {
        string Hash(string text) => SpaceSelection.Find(text)!.Hash;
        Assert.Equal(Hash("nb201:0"), Hash("nats-tss:(4, 3, 3, 0, 0, 0)"));
        Assert.Equal(
            4,
            new[] { "nb201:0", "nb201:1", "nb201[classes=100]:0", "nb201[form=zero-cost-nas]:0" }
                .Select(Hash).Distinct().Count());
    }

    [Fact]
    public void Print_OfSettings_ReadsBack()
    {
        var settings = new SpaceSettings
        {
            Form = "a",
            Classes = 1,
            InputSize = 2,
            Channels = 3,
            Cells = 4,
            Auxiliary = true,
        };
        Assert.Equal("form=a,classes=1,input-size=2,channels=3,cells=4,auxiliary", SettingsText.Print(settings));
        Assert.Equal(settings, SettingsText.Parse(SettingsText.Print(settings)));
        Assert.Equal(settings, new SpaceSettings { Form = "a", Classes = 1 }.Over(settings with { Form = "b" }));
    }
}
