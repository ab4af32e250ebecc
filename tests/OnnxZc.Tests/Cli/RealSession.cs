using System.Text.Json;
using OnnxZc.Cli;

namespace OnnxZc.Tests.Cli;

/// <summary>Runs the program in this process with the library behind it, on piped streams.</summary>
sealed class RealSession
{
    RealSession(Backend backend, string[] args)
    {
        using var output = new StringWriter { NewLine = "\n" };
        using var error = new StringWriter { NewLine = "\n" };
        Code = CommandLine.Run(args, new() { Out = output, Error = error }, backend);
        (Out, Error) = (output.ToString(), error.ToString());
    }

    /// <summary>Executes models in workers, and leaves the memory of the process that runs the tests alone.</summary>
    public static Backend Isolated { get; } = Backend.Isolated with { HoldMemory = _ => { } };

    public int Code { get; }

    public string Out { get; }

    public string Error { get; }

    /// <summary>The lines on stderr but those on progress, which come when a machine is slow.</summary>
    public string[] Messages =>
        [.. Error.Split('\n').Where(line => line.Length > 0 && !(line.Contains(" models · ") && line[0] is <= '9'))];

    public JsonElement Json => JsonDocument.Parse(Out).RootElement;

    public JsonElement[] Cards => [.. Json.GetProperty("cards").EnumerateArray()];

    public static RealSession Run(params string[] args) => new(Backend.Library, args);

    public static RealSession Run(Backend backend, params string[] args) => new(backend, args);

    /// <summary>One of the models of this repository.</summary>
    public static string Model(string name) => Path.Combine(Checkout.Root, "models", name);

    /// <summary>A card's values by the names asked for; null where there is none.</summary>
    public static Dictionary<string, double?> Values(JsonElement card) =>
        card.GetProperty("scores").EnumerateObject().ToDictionary(
            score => score.Name,
            score => score.Value.GetProperty("value") is { ValueKind: JsonValueKind.Number } value
                ? value.GetDouble()
                : (double?)null);

    /// <summary>The values of the only card of a run of <c>score</c> that must succeed.</summary>
    public static Dictionary<string, double?> Score(string model, params string[] args)
    {
        var session = Run(["score", Model(model), "--format", "json", .. args]);
        Assert.True(session.Code == 0, session.Error);
        return Values(Assert.Single(session.Cards));
    }
}
