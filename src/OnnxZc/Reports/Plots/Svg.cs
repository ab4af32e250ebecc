using System.Globalization;
using System.Net;
using System.Text;

namespace OnnxZc.Reports.Plots;

/// <summary>A drawing in the making. Coordinates are in pixels, rounded to hundredths, so that equal plots are equal
/// bytes; text is escaped and set in whatever sans-serif font the reader has.</summary>
sealed class Svg
{
    const int DotsPerLayer = 100;
    const int MostLayers = 40;

    readonly StringBuilder _body = new();

    /// <summary>A straight line.</summary>
    public void Line(
        double x1, double y1, double x2, double y2, string colour, double width = 1, string? dashes = null) =>
        Add($"<line x1=\"{N(x1)}\" y1=\"{N(y1)}\" x2=\"{N(x2)}\" y2=\"{N(y2)}\" stroke=\"{colour}\" "
            + $"stroke-width=\"{N(width)}\"{(dashes is null ? "" : $" stroke-dasharray=\"{dashes}\"")}/>");

    /// <summary>A filled rectangle.</summary>
    public void Rectangle(double x, double y, double width, double height, string colour) =>
        Add($"<rect x=\"{N(x)}\" y=\"{N(y)}\" width=\"{N(width)}\" height=\"{N(height)}\" fill=\"{colour}\"/>");

    /// <summary>
    /// Dots of one size, in few elements however many there are: within one element what overlaps is not darker, so
    /// many dots are dealt out to several.
    /// </summary>
    public void Dots(IEnumerable<(double X, double Y)> places, double diameter, string colour, double opacity = 1)
    {
        var dots = places.Select(place => $"M{N(place.X)} {N(place.Y)}h0").ToList();
        var layers = Math.Clamp(dots.Count / DotsPerLayer, 1, MostLayers);
        foreach (var layer in dots.Select((dot, i) => (dot, i)).GroupBy(item => item.i % layers, item => item.dot))
        {
            Add($"<path d=\"{string.Concat(layer)}\" fill=\"none\" stroke=\"{colour}\" stroke-opacity=\"{N(opacity)}\" "
                + $"stroke-width=\"{N(diameter)}\" stroke-linecap=\"round\"/>");
        }
    }

    /// <summary>A line through points.</summary>
    public void Path(IReadOnlyList<(double X, double Y)> points, string colour, double width)
    {
        if (points.Count < 2)
            return;
        var path = string.Join(' ', points.Select(point => $"{N(point.X)},{N(point.Y)}"));
        Add($"<polyline points=\"{path}\" fill=\"none\" stroke=\"{colour}\" stroke-width=\"{N(width)}\"/>");
    }

    /// <summary>An area between points.</summary>
    public void Polygon(IReadOnlyList<(double X, double Y)> points, string colour, double opacity)
    {
        if (points.Count < 3)
            return;
        var corners = string.Join(' ', points.Select(point => $"{N(point.X)},{N(point.Y)}"));
        Add($"<polygon points=\"{corners}\" fill=\"{colour}\" fill-opacity=\"{N(opacity)}\"/>");
    }

    /// <summary>A line of text, turned anticlockwise around its anchor where asked for.</summary>
    /// <param name="x">Where the anchor is.</param>
    /// <param name="y">Where the base line is.</param>
    /// <param name="text">The text, as strangers wrote it.</param>
    /// <param name="anchor"><c>start</c>, <c>middle</c> or <c>end</c>: which part of the text is at the anchor.</param>
    /// <param name="size">The size of the font.</param>
    /// <param name="colour">The colour.</param>
    /// <param name="degrees">The turn.</param>
    public void Text(
        double x,
        double y,
        string text,
        string anchor = "start",
        double size = 12,
        string colour = PlotColours.Ink,
        double degrees = 0)
    {
        var turn = degrees == 0 ? "" : $" transform=\"rotate({N(-degrees)} {N(x)} {N(y)})\"";
        Add($"<text x=\"{N(x)}\" y=\"{N(y)}\" font-size=\"{N(size)}\" text-anchor=\"{anchor}\" fill=\"{colour}\"{turn}>"
            + $"{Escape(text)}</text>");
    }

    /// <summary>The whole file.</summary>
    public string Document(double width, double height, string title) =>
        $"<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{N(width)}\" height=\"{N(height)}\" "
        + $"viewBox=\"0 0 {N(width)} {N(height)}\" font-family=\"Helvetica, Arial, sans-serif\" role=\"img\">\n"
        + $"<title>{Escape(title)}</title>\n{_body}</svg>\n";

    void Add(string element) => _body.Append(element).Append('\n');

    static string Escape(string text) => WebUtility.HtmlEncode(TerminalText.Clean(text));

    static string N(double number) => Math.Round(number, 2).ToString("0.##", CultureInfo.InvariantCulture);
}
