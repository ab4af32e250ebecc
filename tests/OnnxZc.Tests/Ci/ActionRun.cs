namespace OnnxZc.Tests.Ci;

/// <summary>What came of running an action.</summary>
sealed class ActionRun
{
    /// <summary>The exit code of the step that failed; 0 when none did.</summary>
    public int Code { get; set; }

    /// <summary>What scripts wrote to stdout and stderr.</summary>
    public string Log { get; set; } = "";

    /// <summary>The job's summary.</summary>
    public string Summary { get; set; } = "";

    /// <summary>The action's outputs.</summary>
    public Dictionary<string, string> Outputs { get; } = [];

    /// <summary>The actions that were used, with what they were given.</summary>
    public Dictionary<string, Dictionary<string, string>> Used { get; } = [];
}
