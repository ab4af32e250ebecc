using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace OnnxZc;

/// <summary>The settings of a run as one hash: what must be equal for scores to be comparable.</summary>
static class SettingsFingerprint
{
    /// <summary>
    /// SHA-256, lower-case hexadecimal, of everything in <paramref name="options"/> that moves a number (the threads do
    /// not), of the proxies' versions and of the tool's.
    /// </summary>
    /// <param name="options">How models are scored.</param>
    /// <param name="proxyVersions">The version of each proxy by the name that was asked for.</param>
    /// <param name="toolVersion">OnnxZc's version.</param>
    /// <param name="more">Further lines, such as a model's input shapes.</param>
    public static string Of(
        ScoreOptions options,
        IEnumerable<KeyValuePair<string, int>> proxyVersions,
        string toolVersion,
        params IEnumerable<string> more)
    {
        var text = new StringBuilder();
        Add(text, "tool", toolVersion);
        foreach (var (name, version) in proxyVersions.OrderBy(p => p.Key, StringComparer.Ordinal))
            Add(text, $"proxy {name}", Invariant(version));
        Add(text, "data", options.Data.Fingerprint);
        Add(text, "batch-size", options.BatchSize is { } batch ? Invariant(batch) : "default");
        foreach (var (name, size) in options.Dimensions.OrderBy(d => d.Key, StringComparer.Ordinal))
            Add(text, $"dim {name}", Invariant(size));
        Add(text, "seed", Invariant(options.Seed));
        Add(text, "init", options.Init.ToString());
        Add(text, "bn", options.BatchNorm.ToString());
        Add(text, "device", options.Device);
        foreach (var line in more)
            Add(text, "more", line);
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }

    // Lengths in front keep one setting from posing as two.
    static void Add(StringBuilder text, string key, string value) =>
        text.Append(CultureInfo.InvariantCulture, $"{key.Length} {key}={value.Length} {value}\n");

    static string Invariant(long value) => value.ToString(CultureInfo.InvariantCulture);
}
