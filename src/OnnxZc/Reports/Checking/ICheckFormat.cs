using OnnxZc.Checks;

namespace OnnxZc.Reports.Checking;

/// <summary>A form in which checks are reported.</summary>
interface ICheckFormat
{
    /// <summary>Its name in <c>--format</c>.</summary>
    string Name { get; }

    /// <summary>What reads it, in a few words: <c>onnxzc check --help</c> shows it.</summary>
    string Reader { get; }

    /// <summary>Writes a report whole.</summary>
    /// <param name="writer">Takes the text.</param>
    /// <param name="report">The report.</param>
    /// <param name="style">The width and colours, for what people read.</param>
    void Write(TextWriter writer, CheckReport report, CheckStyle style);
}
