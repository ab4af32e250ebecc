using System.Collections.Immutable;
using OnnxZc.Graphs.Inputs;
using OnnxZc.Networks;
using OnnxZc.Passes;

namespace OnnxZc.Tests;

public sealed class SettingsFingerprintTests
{
    static readonly ScoreOptions Options = new() { Proxies = ["snip"] };

    [Fact]
    public void Of_AnySettingThatMovesANumber_ChangesIt()
    {
        string[] all =
        [
            SettingsFingerprint.Of(Options),
            SettingsFingerprint.Of(Options with { BatchSize = 16 }),
            SettingsFingerprint.Of(Options with { Seed = 1 }),
            SettingsFingerprint.Of(Options with { Repeat = 2 }),
            SettingsFingerprint.Of(Options with { Repeat = 3 }),
            SettingsFingerprint.Of(Options with { Repeat = 2, Init = InitScheme.Kaiming, Vary = Vary.Init }),
            SettingsFingerprint.Of(Options with { Repeat = 2, Init = InitScheme.Kaiming, Vary = Vary.Batch }),
            SettingsFingerprint.Of(Options with { Repeat = 2, Init = InitScheme.Kaiming, Vary = Vary.Both }),
            SettingsFingerprint.Of(Options with { Init = InitScheme.Kaiming }),
            SettingsFingerprint.Of(Options with { BatchNorm = BatchNormMode.Running }),
            SettingsFingerprint.Of(Options with { Precision = Precision.Float64 }),
            SettingsFingerprint.Of(Options with { Device = "cuda" }),
            SettingsFingerprint.Of(Options with { Dimensions = new Dictionary<string, long> { ["s"] = 2 } }),
            SettingsFingerprint.Of(Options with { Output = "scores" }),
            SettingsFingerprint.Of(Options with { Features = ["a", "b"] }),
            SettingsFingerprint.Of(Options with { Features = ["b", "a"] }),
            SettingsFingerprint.Of(Options with { Loss = Loss.Sum }),
            SettingsFingerprint.Of(Options with { Loss = Loss.MeanSquare }),
            SettingsFingerprint.Of(Options with { Inputs = new Dictionary<string, InputSpec>([Spec("x=:int64:0:5")]) }),
            SettingsFingerprint.Of(Options with { Inputs = new Dictionary<string, InputSpec>([Spec("x=:int64:0:6")]) }),
            WithChoice("objective: sum of 'a'"),
            WithChoice("objective: sum of 'b'"),
            WithInput(1, 3),
            WithInput(1, 4),
        ];
        Assert.Equal(all.Length, all.Distinct().Count());
    }

    [Fact]
    public void Of_WhatASingleRunWouldVary_DoesNotCount() =>
        Assert.Equal(SettingsFingerprint.Of(Options), SettingsFingerprint.Of(Options with { Vary = Vary.Batch }));

    [Fact]
    public void Of_Threads_DoNotCount() =>
        Assert.Equal(SettingsFingerprint.Of(Options), SettingsFingerprint.Of(Options with { Threads = 3 }));

    [Fact]
    public void Of_ProxiesAskedFor_DoNotCount() =>
        Assert.Equal(
            SettingsFingerprint.Of(Options),
            SettingsFingerprint.Of(Options with { Proxies = ["snip", "plain"] }));

    [Fact]
    public void Of_OrderOfDimensions_DoesNotCount() => Assert.Equal(
        SettingsFingerprint.Of(Options with { Dimensions = new Dictionary<string, long> { ["a"] = 1, ["b"] = 2 } }),
        SettingsFingerprint.Of(Options with { Dimensions = new Dictionary<string, long> { ["b"] = 2, ["a"] = 1 } }));

    static KeyValuePair<string, InputSpec> Spec(string text) => InputSpec.Parse(text);

    static string WithChoice(string choice) =>
        SettingsFingerprint.Of(Options, new Dictionary<string, ImmutableArray<long>>(), choice);

    static string WithInput(params ImmutableArray<long> shape) => SettingsFingerprint.Of(
        Options, new Dictionary<string, ImmutableArray<long>> { ["x"] = shape });
}
