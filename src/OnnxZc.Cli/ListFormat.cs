namespace OnnxZc.Cli;

/// <summary>The forms of what is not a score.</summary>
enum ListFormat
{
    /// <summary>Aligned columns for people.</summary>
    Table,

    /// <summary>One JSON document.</summary>
    Json,
}
