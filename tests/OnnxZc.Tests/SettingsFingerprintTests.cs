namespace OnnxZc.Tests;

public sealed class SettingsFingerprintTests
{
    static readonly ScoreOptions Options = new() { Proxies = ["snip"] };

    [Fact]
    public void Of_AnySettingThatMovesANumber_ChangesIt()
    {
        string[] all =
        [
            Hash(Options),
            Hash(Options with { BatchSize = 16 }),
            Hash(Options with { Seed = 1 }),
            Hash(Options with { Init = InitScheme.Kaiming }),
            Hash(Options with { BatchNorm = BatchNormMode.Running }),
            Hash(Options with { Device = "cuda" }),
            Hash(Options with { Dimensions = new Dictionary<string, long> { ["s"] = 2 } }),
            SettingsFingerprint.Of(Options, Versions(2), "1.0.0"),
            SettingsFingerprint.Of(Options, Versions(1), "1.0.1"),
            SettingsFingerprint.Of(Options, Versions(1), "1.0.0", "x[1, 3]"),
        ];
        Assert.Equal(all.Length, all.Distinct().Count());
    }

    [Fact]
    public void Of_Threads_DoNotCount() => Assert.Equal(Hash(Options), Hash(Options with { Threads = 3 }));

    [Fact]
    public void Of_OrderOfDimensions_DoesNotCount() => Assert.Equal(
        Hash(Options with { Dimensions = new Dictionary<string, long> { ["a"] = 1, ["b"] = 2 } }),
        Hash(Options with { Dimensions = new Dictionary<string, long> { ["b"] = 2, ["a"] = 1 } }));

    static string Hash(ScoreOptions options) => SettingsFingerprint.Of(options, Versions(1), "1.0.0");

    static Dictionary<string, int> Versions(int version) => new() { ["snip"] = version };
}
