namespace OnnxZc.Reports;

/// <summary>Where a column's text stands.</summary>
enum Align
{
    /// <summary>Words.</summary>
    Left,

    /// <summary>Numbers.</summary>
    Right,
}
