using System.Globalization;
using System.Xml.Linq;
using OnnxZc.Comparisons;
using OnnxZc.Proxies;
using OnnxZc.Reports.Plots;
using OnnxZc.Tests.Graphs;
using OnnxZc.Tests.Reports.Page;

namespace OnnxZc.Tests.Reports.Plots;

public sealed class PlotFilesTests
{
    static readonly XNamespace Ns = "http://www.w3.org/2000/svg";

    [Fact]
    public void Write_WithTruthAndFront_MakesAFilePerPlot()
    {
        using var folder = new TempFolder();
        var names = Names(PlotFiles.Write(folder.PathOf("new"), SyntheticComparison.Of(50)));
        Assert.Equal(
            [
                .. SyntheticComparison.Proxies.Select(name => $"scatter-{name}.svg"),
                "correlations.svg", "redundancy.svg", "pareto.svg",
            ],
            names);
    }

    [Fact]
    public void Write_WithoutTruth_MakesTheRedundancyAlone()
    {
        using var folder = new TempFolder();
        var comparison = SyntheticComparison.Of(5, i => $"{i}.onnx", hasTruth: false);
        Assert.Equal(["redundancy.svg"], Names(PlotFiles.Write(folder.Root, comparison)));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(500)]
    public void Write_Twice_GivesTheSameBytes(int count)
    {
        using var folder = new TempFolder();
        var comparison = SyntheticComparison.Of(count);
        var first = PlotFiles.Write(folder.PathOf("a"), comparison);
        var second = PlotFiles.Write(folder.PathOf("b"), comparison);
        Assert.Equal(first.Select(File.ReadAllText), second.Select(File.ReadAllText));
        Assert.All(first, path => Assert.NotNull(XDocument.Load(path).Root));
        Assert.All(first, path => Assert.DoesNotContain("NaN", File.ReadAllText(path), StringComparison.Ordinal));
    }

    [Fact]
    public void Scatter_OfTwoModels_PlacesThemByTheirValues()
    {
        // Both axes end 4 % beyond the data: 70 + 394 · 0.04/1.08 = 84.59 and 464 − 14.59 = 449.41 across,
        // 306 − 272 · 0.04/1.08 = 295.93 and 34 + 10.07 = 44.07 upwards.
        var truth = new MatchedTruth("accuracy", IsError: false, [90, 95, null], [2], []);
        var svg = ScatterPlot.Draw(new("snip", Direction.Higher, [10, 20, 30]), truth, evaluation: null);
        var path = XDocument.Parse(svg).Descendants(Ns + "path").Single().Attribute("d")!.Value;
        Assert.Equal("M84.59 295.93h0M449.41 44.07h0", path);
        Assert.Contains("n = 2", svg, StringComparison.Ordinal);
        Assert.Contains("snip (higher is better)", svg, StringComparison.Ordinal);
    }

    [Fact]
    public void Scatter_OfValuesOverManyPowers_IsLogarithmic()
    {
        var truth = new MatchedTruth("accuracy", IsError: false, [1, 2, 3], [], []);
        var svg = ScatterPlot.Draw(new("synflow", Direction.Higher, [1e3, 1e6, 1e9]), truth, evaluation: null);
        var texts = XDocument.Parse(svg).Descendants(Ns + "text").Select(text => text.Value).ToArray();
        Assert.Contains("1e6", texts);
        var path = XDocument.Parse(svg).Descendants(Ns + "path").Single().Attribute("d")!.Value;
        // The middle by logarithm is the middle of the axis, 70 + 394 / 2.
        Assert.Contains("M267 170h0", path, StringComparison.Ordinal);
    }

    [Fact]
    public void Scatter_OfSeveralModels_HasTheLineAndItsBand()
    {
        // The line is 1.03 + 0.98 x, as the slope is 4.9 / 5. The interval reaches, either way,
        // t · s · √(1/4 + (x − 1.5)² / 5), s² = (4.82 − 0.98 · 4.9) / 2 and t the 97.5 % quantile by two degrees of
        // freedom.
        var truth = new MatchedTruth("accuracy", IsError: false, [1, 2.1, 2.9, 4], [], []);
        var document = XDocument.Parse(
            ScatterPlot.Draw(new("snip", Direction.Higher, [0, 1, 2, 3]), truth, evaluation: null));
        var line = Corners(document.Descendants(Ns + "polyline").Single());
        Assert.Equal(49, line.Length);
        Assert.Equal((PlaceX(0), PlaceY(1.03)), line[0]);
        Assert.Equal((PlaceX(3), PlaceY(3.97)), (line[^1].X, line[^1].Y));
        var band = Corners(document.Descendants(Ns + "polygon").Single());
        Assert.Equal(98, band.Length);
        // The middle is where it is narrowest: only the first term is left.
        var half = 4.302653 * Math.Sqrt(0.009 / 4);
        Assert.Equal((PlaceX(1.5), PlaceY(2.5 - half)), band[24]);
        Assert.Equal((PlaceX(1.5), PlaceY(2.5 + half)), band[98 - 25]);
        // At its ends it leaves the plot, and is cut off there.
        Assert.Equal([306, 34], new[] { band[0].Y, band[49].Y });

        static double PlaceX(double x) => Math.Round(70 + (394 * ((x / 3 / 1.08) + (0.04 / 1.08))), 2);
        static double PlaceY(double y) => Math.Round(306 - (272 * (((y - 1) / 3 / 1.08) + (0.04 / 1.08))), 2);
        static (double X, double Y)[] Corners(XElement shape) =>
        [
            .. shape.Attribute("points")!.Value.Split(' ').Select(point => point.Split(','))
                .Select(point => (Parse(point[0]), Parse(point[1]))),
        ];
        static double Parse(string text) => double.Parse(text, CultureInfo.InvariantCulture);
    }

    [Fact]
    public void Correlations_OfAnEvaluation_StandBestFirstWithTheirIntervals()
    {
        var evaluation = SyntheticComparison.Of(500).Evaluation!;
        var document = XDocument.Parse(CorrelationPlot.Draw(evaluation));
        var names = document.Descendants(Ns + "text").Select(text => text.Value)
            .Where(SyntheticComparison.Proxies.Contains);
        Assert.Equal(
            evaluation.Proxies.OrderByDescending(proxy => proxy.Spearman!.Value).Select(proxy => proxy.Name), names);
        var bars = document.Descendants(Ns + "rect").Select(bar => Number(bar, "width")).ToArray();
        var values = evaluation.Proxies.Select(proxy => proxy.Spearman!.Value).OrderDescending().ToArray();
        // Widths are proportional to the correlations.
        Assert.All(bars.Zip(values), pair => Assert.Equal(bars[0] / values[0], pair.First / pair.Second, 0.1));
        var dashed = document.Descendants(Ns + "line").Where(line => line.Attribute("stroke-dasharray") is not null);
        Assert.Equal(2, dashed.Count());
    }

    [Fact]
    public void Redundancy_OfColumns_ColoursByTheSignAndLeavesTheUnknownBlank()
    {
        var svg = RedundancyPlot.Draw(new(["a", "b"], [[1, -1], [-1, null]]));
        var document = XDocument.Parse(svg);
        Assert.Equal(
            ["#1f66a8", "#b35806", "#b35806"],
            document.Descendants(Ns + "rect").Select(cell => cell.Attribute("fill")!.Value));
        Assert.Equal(
            ["1.00", "−1.00", "−1.00", "–"],
            document.Descendants(Ns + "text").Select(text => text.Value).Where(text => text is not ("a" or "b")));
    }

    [Fact]
    public void Pareto_OfTwoColumns_JoinsTheFront()
    {
        var comparison = SyntheticComparison.Of(50);
        var document = XDocument.Parse(ParetoPlot.Draw(comparison, comparison.Pareto!)!);
        var points = document.Descendants(Ns + "polyline").Single().Attribute("points")!.Value.Split(' ');
        Assert.Equal(comparison.Pareto!.Models.Count, points.Length);
        var heights = points.Select(point => double.Parse(point.Split(',')[1], CultureInfo.InvariantCulture)).ToArray();
        // The larger the better: each further point is higher up.
        Assert.Equal(heights.OrderDescending(), heights);
    }

    [Fact]
    public void Text_OfStrangers_StaysTextAndNamesNoFileElsewhere()
    {
        using var folder = new TempFolder();
        string[] names = ["../../x", "..--..-x", "</text><script>", "a\u001b[2J\u202e", new string('y', 300), "CON"];
        var truth = new MatchedTruth("<t>&\"", IsError: true, [1, 2], [], []);
        var plain = SyntheticComparison.Of(2);
        var paths = PlotFiles.Write(folder.Root, plain with
        {
            Columns = [.. names.Select(name => new ScoreColumn(name, Direction.None, [1, 2]))],
            Evaluation = new(truth, []),
            Redundancy = new(names, [.. names.Select(_ => names.Select(_ => (double?)0.5).ToArray())]),
            Pareto = null,
        });
        Assert.Equal(names.Length + 2, paths.Distinct(StringComparer.OrdinalIgnoreCase).Count());
        Assert.All(paths, path => Assert.Equal(folder.Root, Path.GetDirectoryName(path)));
        Assert.All(paths, path =>
        {
            var document = XDocument.Load(path);
            Assert.DoesNotContain(document.Descendants(), element => element.Name.LocalName == "script");
        });
    }

    static string[] Names(IEnumerable<string> paths) => [.. paths.Select(path => Path.GetFileName(path))];

    static double Number(XElement element, string name) =>
        double.Parse(element.Attribute(name)!.Value, CultureInfo.InvariantCulture);
}
