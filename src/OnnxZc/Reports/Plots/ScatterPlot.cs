using OnnxZc.Comparisons;
using OnnxZc.Proxies;
using OnnxZc.Statistics;

namespace OnnxZc.Reports.Plots;

/// <summary>
/// A proxy's values against the truth, a dot per model that has both, with the least-squares line by the axes' scales
/// and its 95 % band.
/// </summary>
static class ScatterPlot
{
    const int ManyModels = 2000;
    const int BandSteps = 48;
    const double BandOpacity = 0.13;

    /// <summary>The plot as an SVG document.</summary>
    public static string Draw(ScoreColumn column, MatchedTruth truth, ProxyEvaluation? evaluation)
    {
        var points = column.Values.Zip(truth.Values)
            .Where(pair => pair is (not null, not null))
            .Select(pair => (X: pair.First!.Value, Y: pair.Second!.Value))
            .ToList();
        var frame = new PlotFrame(
            PlotScale.For([.. points.Select(point => point.X)]),
            PlotScale.For([.. points.Select(point => point.Y)]));
        var svg = new Svg();
        frame.Draw(
            svg,
            NameOf(column.Name, column.Direction),
            NameOf(truth.Name, truth.IsError ? Direction.Lower : Direction.Higher),
            HeadingOf(points.Count, evaluation));
        var band = BandOf(frame, points);
        var edges = band.Select(step => frame.At(step.X, Math.Clamp(step.Y.Low, 0, 1)))
            .Concat(band.Reverse().Select(step => frame.At(step.X, Math.Clamp(step.Y.High, 0, 1))));
        svg.Polygon([.. edges], PlotColours.Ink, BandOpacity);
        var isDense = points.Count > ManyModels;
        svg.Dots(
            points.Select(point => frame.PlaceOf(point.X, point.Y)),
            isDense ? 2.5 : 5,
            PlotColours.Data,
            isDense ? 0.4 : 0.7);
        var line = band.Where(step => step.Y.Line is >= 0 and <= 1).Select(step => frame.At(step.X, step.Y.Line));
        svg.Path([.. line], PlotColours.Ink, 1.5);
        return svg.Document(PlotFrame.Width, PlotFrame.Height, $"{truth.Name} against {column.Name}");
    }

    // Where the points are on the axes, as the line is to be straight by their scales.
    static (double X, (double Low, double Line, double High) Y)[] BandOf(
        PlotFrame frame, List<(double X, double Y)> points)
    {
        double[] x = [.. points.Select(point => frame.X.ShareOf(point.X))];
        if (RegressionBand.Of(x, [.. points.Select(point => frame.Y.ShareOf(point.Y))]) is not { } band)
            return [];
        var (low, step) = (x.Min(), (x.Max() - x.Min()) / BandSteps);
        return [.. Enumerable.Range(0, BandSteps + 1).Select(i => low + (i * step)).Select(at => (at, band.At(at)))];
    }

    /// <summary>An axis' name with the direction that is better.</summary>
    public static string NameOf(string name, Direction direction) => direction switch
    {
        Direction.Higher => $"{name} (higher is better)",
        Direction.Lower => $"{name} (lower is better)",
        _ => name,
    };

    static string HeadingOf(int count, ProxyEvaluation? evaluation) => evaluation?.Spearman is { } rho
        ? $"n = {count}, Spearman’s ρ = {CorrelationText.Of(rho.Value)} "
            + $"[{CorrelationText.Of(rho.Low)}, {CorrelationText.Of(rho.High)}]"
        : $"n = {count}";
}
