using System.Globalization;

namespace OnnxZc.Graphs;

/// <summary>
/// A model cannot be read, rebuilt or run. The message names what and where, and the way out; it does not name the
/// file. It is one printable line of bounded length, whatever names the model uses.
/// </summary>
public class ModelException(ModelErrorCode code, string message, Exception? inner = null)
    : Exception(Line(message), inner)
{
    const int MaxLength = 4000;

    /// <summary>What is wrong.</summary>
    public ModelErrorCode Code { get; } = code;

    /// <summary>The label of the node at fault, where there is one.</summary>
    public string? Node { get; init; }

    /// <summary>The operator at fault, such as <c>Conv-11</c>, where there is one.</summary>
    public string? Operator { get; init; }

    /// <summary>An exception about <paramref name="node"/>, which is named in the message.</summary>
    public static ModelException At(Node node, ModelErrorCode code, string message, Exception? inner = null) =>
        new(code, $"node '{node.Label}' ({node.Operator}): {message}", inner)
        {
            Node = node.Label,
            Operator = node.Operator.ToString(),
        };

    /// <summary>This error where it says no node yet: about <paramref name="node"/>.</summary>
    internal ModelException About(Node node) => At(node, Code, Message, this);

    static string Line(string text)
    {
        var line = text.Length <= MaxLength ? text : string.Concat(text.AsSpan(0, MaxLength), "…");
        return line.Any(IsUnprintable) ? string.Concat(line.Select(Escaped)) : line;
    }

    static string Escaped(char character) => IsUnprintable(character) ? $"\\u{(int)character:x4}" : $"{character}";

    static bool IsUnprintable(char character) => char.GetUnicodeCategory(character) is UnicodeCategory.Control
        or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;
}
