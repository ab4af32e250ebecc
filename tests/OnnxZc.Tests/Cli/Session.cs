using OnnxZc.Cli;
using OnnxZc.Tests.Reports;

namespace OnnxZc.Tests.Cli;

/// <summary>Runs the program in this process, with streams that can be read and a scorer that makes cards.</summary>
sealed class Session
{
    readonly StringWriter _out = new() { NewLine = "\n" };
    readonly StringWriter _error = new() { NewLine = "\n" };

    public string Out => _out.ToString();

    public string Error => _error.ToString();

    public string Input { get; init; } = "";

    public TextWriter? OutStream { get; init; }

    public bool IsTerminal { get; init; }

    public int Width { get; init; } = 120;

    public Dictionary<string, string> Environment { get; init; } = [];

    public Func<ScoreOptions, string, ScoreCard> Scorer { get; init; } = CardOf;

    public Func<int?> Signal { get; set; } = () => null;

    public TimeProvider Clock { get; init; } = TimeProvider.System;

    public ScoreOptions? Options { get; private set; }

    public List<string> Scored { get; } = [];

    public int Run(params string[] args) => CommandLine.Run(args, Terminal(), Backend());

    public static ScoreCard CardOf(ScoreOptions options, string model) => Path.GetFileName(model) switch
    {
        ['b', 'a', 'd', ..] => Cards.Failed(model),
        ['h', 'a', 'l', 'f', ..] => Cards.Of(model, [.. options.Proxies.Select(Undefined)]) with
        {
            Status = CardStatus.Partial,
        },
        ['b', 'u', 'g', ..] => throw new InvalidOperationException("broken"),
        _ => Cards.Of(model, [.. options.Proxies.Select((proxy, i) => Cards.Value(proxy, i + 0.5))]),
    };

    static Score Undefined(string proxy) => Cards.Missing(proxy, ScoreStatus.Failed, "NaN");

    Terminal Terminal() => new()
    {
        Out = OutStream ?? _out,
        Error = _error,
        In = new StringReader(Input),
        OutIsTerminal = IsTerminal,
        ErrorIsTerminal = IsTerminal,
        Width = () => Width,
        Environment = name => Environment.GetValueOrDefault(name),
        Clock = Clock,
        Signal = () => Signal(),
    };

    Backend Backend() => new(
        "0.1.0",
        options =>
        {
            Options = options;
            return model =>
            {
                Scored.Add(model);
                return Scorer(options, model);
            };
        },
        device => new("0.1.0", "system", "1.13.1", "1.30.0", device),
        () => ["cpu", "cuda:0", "cuda:1"],
        (path, _) => Diagnoses.Of(path));
}
