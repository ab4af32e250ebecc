using System.Text.RegularExpressions;

namespace OnnxZc.Tests.House;

/// <summary>Dependencies run one way: who may use whom, as a table.</summary>
public sealed partial class LayeringTests
{
    static readonly Dictionary<string, string[]> MayUse = new()
    {
        ["OnnxZc.Numerics"] = [],
        ["OnnxZc.Graphs"] = ["OnnxZc.Numerics"],
        ["OnnxZc.Data"] = ["OnnxZc.Graphs", "OnnxZc.Numerics"],
        ["OnnxZc.Networks"] = ["OnnxZc.Graphs", "OnnxZc.Numerics", "TorchSharp"],
        ["OnnxZc.Passes"] =
        [
            "OnnxZc.Data", "OnnxZc.Graphs", "OnnxZc.Networks", "OnnxZc.Numerics",
            "TorchSharp", "Microsoft.ML.OnnxRuntime",
        ],
        ["OnnxZc.Proxies"] = ["OnnxZc.Graphs", "OnnxZc.Networks", "OnnxZc.Passes", "TorchSharp", "MathNet"],
        ["OnnxZc.Ranking"] = ["OnnxZc.Proxies", "MathNet"],
        ["OnnxZc.Plugins"] = ["OnnxZc.Passes", "OnnxZc.Proxies", "OnnxZc.Ranking"],
        ["OnnxZc"] =
        [
            "OnnxZc.Data", "OnnxZc.Graphs", "OnnxZc.Networks", "OnnxZc.Passes", "OnnxZc.Plugins", "OnnxZc.Proxies",
            "OnnxZc.Ranking",
        ],
        ["OnnxZc.Statistics"] = ["OnnxZc.Numerics", "MathNet"],
        ["OnnxZc.Comparisons"] =
            ["OnnxZc", "OnnxZc.Graphs", "OnnxZc.Numerics", "OnnxZc.Proxies", "OnnxZc.Ranking", "OnnxZc.Statistics"],
        ["OnnxZc.Store"] = ["OnnxZc", "OnnxZc.Graphs", "OnnxZc.Proxies", "Microsoft.Data.Sqlite"],
        ["OnnxZc.Search"] = ["OnnxZc.Graphs", "OnnxZc.Numerics"],
        ["OnnxZc.Findings"] = ["OnnxZc", "OnnxZc.Graphs", "OnnxZc.Networks", "OnnxZc.Passes"],
        ["OnnxZc.Checks"] =
        [
            "OnnxZc", "OnnxZc.Findings", "OnnxZc.Graphs", "OnnxZc.Passes", "OnnxZc.Proxies", "OnnxZc.Ranking",
            "OnnxZc.Statistics",
        ],
        ["OnnxZc.Reports"] =
        [
            "OnnxZc", "OnnxZc.Checks", "OnnxZc.Comparisons", "OnnxZc.Graphs", "OnnxZc.Passes", "OnnxZc.Proxies",
        ],
    };

    // The one door to the file format, the one place that asks the native libraries for their versions, the one that
    // decodes images and the one that reads CSV. What a plot's line is, its axes' scales decide.
    static readonly Dictionary<string, string[]> FileMayUseToo = new()
    {
        ["ScatterPlot.cs"] = ["OnnxZc.Statistics"],
        ["ToolInfo.cs"] = ["TorchSharp", "Microsoft.ML.OnnxRuntime"],
        ["ImageDecoder.cs"] = ["NetVips"],
        ["CsvTable.cs"] = ["CsvHelper"],
    };

    static readonly string[] Foreign =
    [
        "TorchSharp", "Microsoft.ML.OnnxRuntime", "MathNet", "Onnx", "Google.Protobuf", "NetVips",
        "Microsoft.Data.Sqlite", "CsvHelper",
    ];

    public static TheoryData<string> Sources => [.. Directory
        .EnumerateFiles(Path.Combine(Checkout.Root, "src", "OnnxZc"), "*.cs", SearchOption.AllDirectories)
        .Select(path => Path.GetRelativePath(Checkout.Root, path))];

    [Theory]
    [MemberData(nameof(Sources))]
    public void Source_OfAnyLayer_UsesOnlyTheLayersBelow(string path)
    {
        var text = File.ReadAllText(Path.Combine(Checkout.Root, path));
        var layer = LayerOf(Namespace().Match(text).Groups[1].Value);
        Assert.True(MayUse.ContainsKey(layer), $"{layer} is not in the table");
        string[] allowed =
        [
            layer,
            .. MayUse[layer],
            .. FileMayUseToo.GetValueOrDefault(Path.GetFileName(path), []),
            .. Path.GetFileName(path).StartsWith("Onnx", StringComparison.Ordinal)
                ? ["Onnx", "Google.Protobuf"]
                : Array.Empty<string>(),
        ];
        var used = Using().Matches(text).Select(match => match.Groups[1].Value)
            .Where(name => name.StartsWith("OnnxZc", StringComparison.Ordinal) || Foreign.Any(name.StartsWith));
        Assert.All(used, name => Assert.Contains(LayerOf(name), allowed));
    }

    static string LayerOf(string name)
    {
        var parts = name.Split('.');
        if (parts[0] == "OnnxZc")
            return string.Join('.', parts.Take(2));
        return Foreign.OrderByDescending(foreign => foreign.Length)
            .First(foreign => name == foreign || name.StartsWith(foreign + ".", StringComparison.Ordinal));
    }

    [GeneratedRegex(@"^namespace ([\w.]+);", RegexOptions.Multiline)]
    private static partial Regex Namespace();

    [GeneratedRegex(@"^using (?:static )?(?:\w+ = )?([\w.]+);", RegexOptions.Multiline)]
    private static partial Regex Using();
}
