using OnnxZc.Checks.Locks;
using OnnxZc.Checks.Policies;
using OnnxZc.Tests.Graphs;

namespace OnnxZc.Tests.Checks.Locks;

public sealed class LockFileTests
{
    static LockedModel Model(string path, double synflow) => new(path, new('a', 64), new('b', 64))
    {
        Outline = new(
            ["x: Float32[N, 3]"],
            ["y: Float32[N, 2]", "z\u202e: Float32[1]"],
            new Dictionary<string, int> { ["Relu"] = 1, ["Conv"] = 3 }),
        Fingerprint = new('f', 64),
        Numbers = new Dictionary<string, LockedNumber>
        {
            ["params"] = new(12),
            ["bytes"] = new(1234),
            ["synflow"] = new(synflow, 0.02, 0.5) { Deviation = 0.1, Version = 2 },
        },
    };

    static LockFile File(params LockedModel[] models) => new("m/onnxzc.lock.json", models.ToDictionary(m => m.Path))
    {
        ToolVersion = "0.1.0",
        Conventions = "c/1",
        Settings = [new("seed", "0"), new("data", "noise")],
    };

    static LockFile Read(string text)
    {
        using var folder = new TempFolder();
        var path = folder.Write("onnxzc.lock.json", System.Text.Encoding.UTF8.GetBytes(text));
        return LockReader.Read(path, "m/onnxzc.lock.json", "m/")!;
    }

    [Fact]
    public void Read_WhatWasWritten_IsTheSameBitForBit()
    {
        var value = 0.1 + 0.2;
        var model = Assert.Single(Read(LockWriter.Write(File(Model("m/a \"b\".onnx", value)), "m/")).Models).Value;
        Assert.Equal("m/a \"b\".onnx", model.Path);
        Assert.Equal(["y: Float32[N, 2]", "z\u202e: Float32[1]"], model.Outline.Outputs);
        Assert.Equal(3, model.Outline.Operators["Conv"]);
        Assert.Equal(new('f', 64), model.Fingerprint);
        Assert.Equal(new(value, 0.02, 0.5) { Deviation = 0.1, Version = 2 }, model.Numbers["synflow"]);
        Assert.Equal(new(12), model.Numbers["params"]);
    }

    [Fact]
    public void Write_SameContentInAnyOrder_IsTheSameText()
    {
        var (a, b) = (Model("m/a.onnx", 1), Model("m/b.onnx", 2));
        var turned = b with { Numbers = b.Numbers.Reverse().ToDictionary() };
        Assert.Equal(LockWriter.Write(File(a, b), "m/"), LockWriter.Write(File(turned, a), "m/"));
    }

    [Fact]
    public void Write_OneModelChanged_ChangesItsBlockAlone()
    {
        var before = LockWriter.Write(File(Model("m/a.onnx", 1), Model("m/b.onnx", 2)), "m/").Split('\n');
        var after = LockWriter.Write(File(Model("m/a.onnx", 1), Model("m/b.onnx", 3)), "m/").Split('\n');
        Assert.Equal(before.Length, after.Length);
        Assert.Equal("\"value\": 3,", Assert.Single(after.Where((line, i) => line != before[i])).Trim());
    }

    [Fact]
    public void Write_HostileNames_AreAscii() =>
        Assert.DoesNotContain(LockWriter.Write(File(Model("m/a\u202e.onnx", 1)), "m/"), c => c > '~');

    [Theory]
    [InlineData("{\n<<<<<<< ours\n", "m/onnxzc.lock.json:2:1: this is no lock file")]
    [InlineData("{\"schema\": \"onnxzc.lock/1\", \"schema\": 1}", "this is no lock file")]
    [InlineData("[]", "m/onnxzc.lock.json:1:1: the file is not of the form onnxzc.lock/1")]
    [InlineData("{\"schema\": \"other/1\"}", "not of the form")]
    [InlineData("{\"schema\": \"onnxzc.lock/1\"}", "not of the form")]
    public void Read_AnotherFile_IsRefusedWithItsPlace(string text, string expected) => Assert.Contains(
        expected, Assert.Throws<PolicyException>(() => Read(text)).Message, StringComparison.Ordinal);

    [Fact]
    public void Read_NumberThatIsNone_IsRefused()
    {
        var text = LockWriter.Write(File(Model("m/a.onnx", 1)), "m/");
        Assert.Throws<PolicyException>(() => Read(text.Replace("1234", "1e999", StringComparison.Ordinal)));
    }

    [Fact]
    public void Read_FormOfALaterVersion_IsNoBaselineAndNoError() =>
        Assert.Contains(
            "onnxzc.lock/2", Read("{\"schema\": \"onnxzc.lock/2\"}").Incompatible, StringComparison.Ordinal);

    [Fact]
    public void Read_NoFile_IsNull() => Assert.Null(LockReader.Read("/nowhere/onnxzc.lock.json", "l", ""));

    [Fact]
    public void PlaceOf_AModel_IsTheLineOfItsBlock()
    {
        using var folder = new TempFolder();
        var text = LockWriter.Write(File(Model("m/a.onnx", 1), Model("m/b\"c.onnx", 2)), "m/");
        var path = folder.Write("l.json", System.Text.Encoding.UTF8.GetBytes(text));
        var place = LockReader.PlaceOf(path, "l.json", "b\"c.onnx");
        Assert.Contains("b\\u0022c.onnx", text.Split('\n')[place.Line - 1], StringComparison.Ordinal);
        Assert.Equal(1, LockReader.PlaceOf(path, "l.json", "d.onnx").Line);
    }
}
