namespace OnnxZc.Reports;

/// <summary>What a cell's colour says; without colour the text must say the same.</summary>
enum Tone
{
    /// <summary>Nothing special.</summary>
    Plain,

    /// <summary>As it should be.</summary>
    Good,

    /// <summary>Read the note before trusting it.</summary>
    Doubtful,

    /// <summary>Failed.</summary>
    Bad,

    /// <summary>In the background.</summary>
    Faint,

    /// <summary>A heading.</summary>
    Strong,
}
