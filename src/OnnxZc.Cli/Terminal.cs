using OnnxZc.Reports;

namespace OnnxZc.Cli;

/// <summary>All that a run touches of the outside: streams, environment, clock and signals.</summary>
sealed record Terminal
{
    /// <summary>Takes the result and nothing else.</summary>
    public required TextWriter Out { get; init; }

    /// <summary>Takes messages and progress.</summary>
    public required TextWriter Error { get; init; }

    /// <summary>Gives the list of models that <c>-</c> stands for.</summary>
    public TextReader In { get; init; } = TextReader.Null;

    /// <summary>Whether people read <see cref="Out"/>.</summary>
    public bool OutIsTerminal { get; init; }

    /// <summary>Whether people read <see cref="Error"/>.</summary>
    public bool ErrorIsTerminal { get; init; }

    /// <summary>The width of <see cref="Out"/> in cells.</summary>
    public Func<int> Width { get; init; } = () => int.MaxValue;

    /// <summary>Reads an environment variable.</summary>
    public Func<string, string?> Environment { get; init; } = _ => null;

    /// <summary>Measures progress.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>The signal that asked to stop, or null as long as none did.</summary>
    public Func<int?> Signal { get; init; } = () => null;

    /// <summary>Whether a model at work is finished when a signal asks to stop, as it may have taken long.</summary>
    public bool FinishesModels { get; init; }

    /// <summary>Writes a message of this program, whatever is in it, as one line on <see cref="Error"/>.</summary>
    public void Tell(string message) => Error.WriteLine($"onnxzc: {TerminalText.Clean(message)}");

    /// <summary>Says of every model that lacks a score why it does.</summary>
    public void TellFailures(IEnumerable<ScoreCard> cards)
    {
        foreach (var card in cards.Where(card => card.Status != CardStatus.Ok))
        {
            var reason = CardNotes.Of(card).Select(note => note.Text).FirstOrDefault() ?? "no scores";
            Tell($"{card.Model}: {reason}");
        }
    }
}
