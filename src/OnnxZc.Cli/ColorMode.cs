namespace OnnxZc.Cli;

/// <summary>When output is coloured.</summary>
enum ColorMode
{
    /// <summary>Where a terminal shows it, unless the environment says otherwise.</summary>
    Auto,

    /// <summary>Always.</summary>
    Always,

    /// <summary>Never.</summary>
    Never,
}
