using System.Text;
using OnnxZc.Checks.Policies;
using OnnxZc.Tests.Graphs;

namespace OnnxZc.Tests.Checks.Policies;

public sealed class YamlReaderTests
{
    static string Refused(string text) =>
        Assert.Throws<PolicyException>(() => YamlReader.Read(text, "p.yaml")).Message;

    [Theory]
    [InlineData("a: &x 1\nb: *x\n", "p.yaml:1:4: the anchor '&x' is refused")]
    [InlineData("a: 1\nb: [*x]\n", "p.yaml:2:5: the alias '*x' is refused")]
    [InlineData("a: !!int 1\n", "p.yaml:1:4: the tag")]
    [InlineData("a: 1\nb: 2\na: 3\n", "p.yaml:3:1: 'a' is there twice; the first is in line 1")]
    [InlineData("a: 1\n---\nb: 2\n", "p.yaml:2:1: a second document begins here")]
    [InlineData("? [a, b]\n: 1\n", "p.yaml:1:3: a key is a text")]
    [InlineData("a: [1, 2\n", "this is no YAML")]
    [InlineData("a: 1\n\tb: 2\n", "p.yaml:1:4: this is no YAML")]
    public void Read_WhatPoliciesDoNotNeed_IsRefusedWithItsPlace(string text, string expected) =>
        Assert.Contains(expected, Refused(text), StringComparison.Ordinal);

    [Fact]
    public void Read_DoublingAliases_AreRefusedBeforeTheyGrow()
    {
        var bomb = new StringBuilder("a0: &a0 [x, x]\n");
        for (var i = 1; i < 40; i++)
            bomb.Append($"a{i}: &a{i} [*a{i - 1}, *a{i - 1}]\n");
        Assert.Contains("anchor", Refused(bomb.ToString()), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1000)]
    [InlineData(100_000)]
    public void Read_DeepNesting_IsRefused(int depth) => Assert.Contains(
        "nested more than", Refused($"a: {new string('[', depth)}{new string(']', depth)}"), StringComparison.Ordinal);

    [Fact]
    public void Read_ManyParts_AreRefused() =>
        Assert.Contains(
            "parts", Refused($"a: [{string.Concat(Enumerable.Repeat("1,", 60_000))}]"), StringComparison.Ordinal);

    [Fact]
    public void ReadFile_LargeFile_IsRefused()
    {
        using var folder = new TempFolder();
        var path = folder.Write("p.yaml", new byte[2 << 20]);
        var error = Assert.Throws<PolicyException>(() => YamlReader.ReadFile(path, "p.yaml"));
        Assert.Contains("bytes", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ReadFile_EndlessDevice_IsRefusedAndEnds()
    {
        var error = Assert.Throws<PolicyException>(() => YamlReader.ReadFile("/dev/zero", "p.yaml"));
        Assert.StartsWith("p.yaml:1:1: ", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ReadFile_NotUtf8_IsRefused()
    {
        using var folder = new TempFolder();
        var path = folder.Write("p.yaml", [(byte)'a', (byte)':', (byte)' ', 0xFF, 0xFE]);
        Assert.Contains(
            "UTF-8",
            Assert.Throws<PolicyException>(() => YamlReader.ReadFile(path, "p.yaml")).Message,
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("# nothing\n")]
    public void Read_NoContent_IsAnEmptyMap(string text) =>
        Assert.Empty(Assert.IsType<ConfigMap>(YamlReader.Read(text, "p.yaml")).Entries);

    [Fact]
    public void Read_QuotedAndPlainTexts_AreToldApart()
    {
        var map = Assert.IsType<ConfigMap>(YamlReader.Read("a: '1'\nb: 1\nc:\nd: ''\n", "p.yaml"));
        Assert.Equal([true, false, false, true], map.Entries.Select(e => ((ConfigScalar)e.Value).IsQuoted));
        Assert.Equal([false, false, true, false], map.Entries.Select(e => e.Value.IsEmpty));
        Assert.Equal(new(("p.yaml"), 2, 4), map.Entries[1].Value.Place);
    }
}
