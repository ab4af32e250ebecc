namespace OnnxZc.Reports.Plots;

/// <summary>The axes of a plot of points.</summary>
/// <param name="X">The scale across.</param>
/// <param name="Y">The scale upwards.</param>
sealed record PlotFrame(PlotScale X, PlotScale Y)
{
    /// <summary>The plot's width.</summary>
    public const double Width = 480;

    /// <summary>The plot's height.</summary>
    public const double Height = 360;

    const double Left = 70;
    const double Top = 34;
    const double Right = Width - 16;
    const double Bottom = Height - 54;

    /// <summary>Where a point is.</summary>
    public (double X, double Y) PlaceOf(double x, double y) => At(X.ShareOf(x), Y.ShareOf(y));

    /// <summary>Where shares of the axes' lengths are.</summary>
    public (double X, double Y) At(double x, double y) =>
        (Left + ((Right - Left) * x), Bottom - ((Bottom - Top) * y));

    /// <summary>Draws the axes with their names, and a heading.</summary>
    public void Draw(Svg svg, string xName, string yName, string heading)
    {
        foreach (var (share, text) in X.Ticks())
        {
            var x = Left + ((Right - Left) * share);
            svg.Line(x, Top, x, Bottom, PlotColours.Grid);
            svg.Line(x, Bottom, x, Bottom + 4, PlotColours.Faint);
            svg.Text(x, Bottom + 17, text, "middle", 11, PlotColours.Faint);
        }

        foreach (var (share, text) in Y.Ticks())
        {
            var y = Bottom - ((Bottom - Top) * share);
            svg.Line(Left, y, Right, y, PlotColours.Grid);
            svg.Line(Left - 4, y, Left, y, PlotColours.Faint);
            svg.Text(Left - 7, y + 4, text, "end", 11, PlotColours.Faint);
        }

        svg.Line(Left, Bottom, Right, Bottom, PlotColours.Faint);
        svg.Line(Left, Top, Left, Bottom, PlotColours.Faint);
        svg.Text((Left + Right) / 2, Height - 14, xName, "middle");
        svg.Text(16, (Top + Bottom) / 2, yName, "middle", degrees: 90);
        svg.Text(Left, 20, heading);
    }
}
