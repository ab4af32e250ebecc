namespace OnnxZc.Reports;

/// <summary>A whole run, as the reports present it.</summary>
/// <param name="Tool">What computed the scores; to ask for it loads the native libraries.</param>
/// <param name="Options">How the models were scored.</param>
/// <param name="Fingerprint">The settings as one hash.</param>
/// <param name="Cards">One card per model, in the order scored.</param>
sealed record ScoreReport(
    Lazy<ToolInfo> Tool,
    ScoreOptions Options,
    string Fingerprint,
    IReadOnlyList<ScoreCard> Cards);
