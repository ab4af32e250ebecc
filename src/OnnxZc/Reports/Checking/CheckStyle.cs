namespace OnnxZc.Reports.Checking;

/// <summary>How a report for people looks.</summary>
/// <param name="Width">The cells of a line.</param>
/// <param name="Palette">The colours.</param>
sealed record CheckStyle(int Width, Palette Palette)
{
    /// <summary>For files and pipes.</summary>
    public static CheckStyle Plain { get; } = new(int.MaxValue, Palette.None);
}
