using OnnxZc.Graphs;
using OnnxZc.Proxies;
using OnnxZc.Reports;

namespace OnnxZc.Tests.Reports;

/// <summary>Score cards made by hand.</summary>
static class Cards
{
    public static Trust Trust { get; } = new()
    {
        Parity = new(1.25e-6, 3.4e-6),
        Coverage = 1,
        Uncounted = [],
        BatchNorm = BatchNormForm.Kept,
        Batch = BatchForm.Dynamic,
    };

    public static Score Value(string proxy, double value) => new()
    {
        Proxy = proxy,
        Version = 1,
        Direction = Direction.Higher,
        Status = ScoreStatus.Ok,
        Value = value,
        Seconds = 0.5,
    };

    /// <summary>The mean of three repeats.</summary>
    public static Score Repeated(string proxy, double value, double deviation) => Value(proxy, value) with
    {
        Spread = new(3, 3, deviation, value - deviation, value + deviation),
    };

    public static Score Missing(string proxy, ScoreStatus status, string reason) => new()
    {
        Proxy = proxy,
        Version = 1,
        Direction = Direction.Higher,
        Status = status,
        Reason = reason,
    };

    public static Score NotApplicable(string proxy, string reason) => Missing(proxy, ScoreStatus.NotApplicable, reason);

    public static ScoreCard Of(string model, params Score[] scores) => new()
    {
        Model = model,
        Status = CardStatus.Ok,
        FileHash = new string('a', 64),
        GraphHash = new string('b', 64),
        Fingerprint = new string('c', 64),
        Trust = Trust,
        Scores = scores,
    };

    public static ScoreCard Failed(string model, string message = "the file ends early: copy it again") => new()
    {
        Model = model,
        Status = CardStatus.Failed,
        Error = new(ModelErrorCode.Malformed, message, "conv1", "Conv-11"),
    };

    public static ScoreReport Report(params ScoreCard[] cards) => Report(["snip", "nwot"], cards);

    public static ScoreReport Report(string[] proxies, params ScoreCard[] cards) => new(
        new(() => new("0.1.0", "system", "1.13.1", "1.30.0", "cpu")),
        new() { Proxies = proxies },
        new string('d', 64),
        cards);

    public static string Text(ScoreReport report, ReportFormat format, int width = int.MaxValue, bool colours = false)
    {
        var writer = new StringWriter { NewLine = "\n" };
        new ReportWriter(width, new(colours)).Write(writer, report, format);
        return writer.ToString();
    }
}
