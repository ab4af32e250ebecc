using System.Collections.Concurrent;
using Xunit.Abstractions;

namespace OnnxZc.Tests.Networks.Conformance;

/// <summary>
/// ONNX's own operator cases through the rebuilt network. Those that do not pass are listed with their reasons in
/// <c>exceptions.tsv</c>; where the cases are not installed there is nothing to run.
/// </summary>
public sealed class NetworkConformanceTests(ITestOutputHelper output)
{
    /// <summary>How the reason of a case begins that is of no use to scoring networks.</summary>
    public const string Outside = "outside:";

    [Fact]
    public void Network_EveryCase_PassesOrIsListed()
    {
        var exceptions = Exceptions();
        var failures = new ConcurrentDictionary<string, string>();
        Parallel.ForEach(ConformanceCase.All, item =>
        {
            if (item.Failure() is { } failure)
                failures[item.Name] = failure;
        });

        if (Environment.GetEnvironmentVariable("ONNXZC_ACCEPT") == "1")
        {
            File.WriteAllLines(List, failures.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair =>
                $"{pair.Key}\t{exceptions.GetValueOrDefault(pair.Key, pair.Value.ReplaceLineEndings(" "))}"));
            return;
        }

        var cases = ConformanceCase.All.Select(item => item.Name).ToHashSet();
        var outside = exceptions.Count(pair => cases.Contains(pair.Key) && pair.Value.StartsWith(Outside));
        output.WriteLine(
            $"{cases.Count - failures.Count} passed, {exceptions.Keys.Count(cases.Contains)} listed "
            + $"({outside} of them outside what networks use), {cases.Count} in total");

        Assert.Empty(failures.Where(pair => !exceptions.ContainsKey(pair.Key))
            .Select(pair => $"{pair.Key}: {pair.Value}")
            .Order(StringComparer.Ordinal));
        Assert.Empty(exceptions.Keys.Where(name => cases.Contains(name) && !failures.ContainsKey(name))
            .Select(name => $"{name} passes: take it from the list"));
    }

    [Fact]
    public void Network_CasesThatNetworksUse_PassToNinetySevenPercent()
    {
        var exceptions = Exceptions();
        var used = ConformanceCase.All
            .Where(item => !exceptions.GetValueOrDefault(item.Name, "").StartsWith(Outside))
            .ToArray();
        var listed = used.Count(item => exceptions.ContainsKey(item.Name));
        Assert.True(listed <= 0.03 * used.Length, $"{listed} of {used.Length} are listed");
    }

    static string List { get; } = Path.Combine(
        Checkout.Root, "tests", "OnnxZc.Tests", "Networks", "Conformance", "exceptions.tsv");

    /// <summary>The committed cases that do not pass, and why.</summary>
    public static Dictionary<string, string> Exceptions() => File.ReadLines(List)
        .Select(line => line.Split('\t'))
        .ToDictionary(cells => cells[0], cells => cells[1]);
}
