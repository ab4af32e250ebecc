using System.Globalization;

namespace OnnxZc.Graphs;

/// <summary>What is wrong with a model, as a code that scripts can match; printed in kebab case.</summary>
public enum ModelErrorCode
{
    /// <summary>No such file.</summary>
    FileNotFound,

    /// <summary>The file exists and cannot be read.</summary>
    FileUnreadable,

    /// <summary>The file has no bytes.</summary>
    EmptyFile,

    /// <summary>The file is a Git LFS pointer, not the model itself.</summary>
    LfsPointer,

    /// <summary>The file is not an ONNX model (text, archive, another framework's format).</summary>
    NotOnnx,

    /// <summary>The file ends early or its protobuf is damaged.</summary>
    Malformed,

    /// <summary>A budget (file size, nodes, depth, elements) is exceeded.</summary>
    TooLarge,

    /// <summary>The graph breaks a rule of the format: a cycle, an undefined value, a duplicate name.</summary>
    InvalidGraph,

    /// <summary>The model imports an opset newer than any that OnnxZc knows, or an impossible one.</summary>
    UnsupportedOpset,

    /// <summary>A node uses a domain that OnnxZc does not know.</summary>
    UnsupportedDomain,

    /// <summary>Nodes use operators, or versions or settings of them, that OnnxZc does not implement.</summary>
    UnsupportedOperator,

    /// <summary>Shapes do not fit: inside the graph, or between the data and an input.</summary>
    ShapeMismatch,

    /// <summary>External tensor data is missing, outside the model's folder, or of the wrong size.</summary>
    ExternalData,

    /// <summary>The data (batch, labels) does not fit the model.</summary>
    DataMismatch,

    /// <summary>A native engine (libtorch, ONNX Runtime) refused or failed.</summary>
    EngineFailure,
}

/// <summary>
/// A model cannot be read, rebuilt or run. The message names what and where, and the way out; it does not name the
/// file. It is one printable line of bounded length, whatever names the model uses.
/// </summary>
public sealed class ModelException(ModelErrorCode code, string message, Exception? inner = null)
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

    static string Line(string text)
    {
        var line = text.Length <= MaxLength ? text : string.Concat(text.AsSpan(0, MaxLength), "…");
        return line.Any(IsUnprintable) ? string.Concat(line.Select(Escaped)) : line;
    }

    static string Escaped(char character) => IsUnprintable(character) ? $"\\u{(int)character:x4}" : $"{character}";

    static bool IsUnprintable(char character) => char.GetUnicodeCategory(character) is UnicodeCategory.Control
        or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;
}
