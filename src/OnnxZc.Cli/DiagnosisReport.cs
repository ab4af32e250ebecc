using OnnxZc.Findings;
using OnnxZc.Graphs;
using OnnxZc.Reports;

namespace OnnxZc.Cli;

/// <summary>Writes what <c>doctor</c> found.</summary>
static class DiagnosisReport
{
    const int MostListed = 20;

    static readonly IReadOnlyList<Column<OperatorUse>> _columns =
    [
        new("operator", Align.Left, use => use.Operator.Type),
        new("since", Align.Right, use => NumberText.Short(use.Operator.SinceVersion)),
        new("domain", Align.Left, use => DomainOf(use.Operator.Domain)),
        new("nodes", Align.Right, use => NumberText.Short(use.Count)),
        new(
            "supported",
            Align.Left,
            use => use.IsSupported ? "yes" : "no",
            use => use.IsSupported ? Tone.Good : Tone.Bad),
    ];

    static readonly IReadOnlyList<Column<NodeVerdict>> _nodeColumns =
    [
        // Not the name first: at the start of a line it could act as a formula or a command of a CI log.
        new("verdict", Align.Left, node => KebabCase.Of(node.Verdict), node => ToneOf(node.Verdict)),
        new("operator", Align.Left, node => node.Node.Operator.ToString()),
        new("node", Align.Left, node => node.Node.Label),
        new("why", Align.Left, node => node.Reason),
    ];

    /// <summary>For people: facts, operators, nodes that are not plainly supported, findings, verdict.</summary>
    public static void WriteText(TextWriter writer, Diagnosis diagnosis, int width, Palette palette)
    {
        foreach (var (name, value) in Facts(diagnosis))
            writer.WriteLine($"{palette.Paint($"{name,-11}", Tone.Strong)} {TerminalText.Clean(value)}");
        writer.WriteLine();
        TextTable.Write(writer, _columns, diagnosis.Operators, width, palette);
        writer.WriteLine();
        WriteNodes(writer, diagnosis, width, palette);
        WriteFindings(writer, diagnosis, width, palette);
        var unsupported = diagnosis.Unsupported.Select(use => use.Operator.ToString()).ToList();
        writer.WriteLine(unsupported.Count == 0
            ? palette.Paint("All operators are supported.", Tone.Good)
            : palette.Paint(TerminalText.Clean($"Not supported: {string.Join(", ", unsupported)}. "), Tone.Bad)
                + "Export the model without them (onnxzc list operators), or use proxies that need no execution.");
    }

    static void WriteNodes(TextWriter writer, Diagnosis diagnosis, int width, Palette palette)
    {
        var odd = diagnosis.Nodes.Where(node => node.Verdict != Verdict.Supported)
            .OrderBy(node => node.Verdict != Verdict.Unsupported)
            .ToArray();
        if (odd.Length == 0)
            return;
        TextTable.Write(writer, _nodeColumns, odd.Take(MostListed).ToArray(), width, palette);
        if (odd.Length > MostListed)
            writer.WriteLine($"and {odd.Length - MostListed} more; --format json lists all");
        writer.WriteLine();
    }

    static void WriteFindings(TextWriter writer, Diagnosis diagnosis, int width, Palette palette)
    {
        var room = Math.Clamp(width, 20, 120) - 2;
        foreach (var finding in diagnosis.Findings)
        {
            var heading = $"{KebabCase.Of(finding.Severity)}: {finding.Code}";
            writer.WriteLine(palette.Paint(heading, ToneOf(finding.Severity)));
            var where = finding.Where is [var first, ..] ? $" First: '{first}'." : "";
            foreach (var text in new[] { finding.Message + where, $"Fix: {finding.Fix}" })
            {
                foreach (var line in TerminalText.Wrap(TerminalText.Clean(text), room))
                    writer.WriteLine($"  {line}");
            }
        }

        if (!diagnosis.Findings.IsEmpty)
            writer.WriteLine();
    }

    static Tone ToneOf(Verdict verdict) => verdict switch
    {
        Verdict.Unsupported => Tone.Bad,
        Verdict.Approximated => Tone.Doubtful,
        _ => Tone.Plain,
    };

    static Tone ToneOf(Severity severity) => severity switch
    {
        Severity.Problem => Tone.Bad,
        Severity.Warning => Tone.Doubtful,
        _ => Tone.Strong,
    };

    static string VerdictsOf(Diagnosis diagnosis) => string.Join(", ", diagnosis.Nodes
        .CountBy(node => node.Verdict)
        .OrderBy(count => count.Key)
        .Select(count => $"{NumberText.Short(count.Value)} {KebabCase.Of(count.Key)}"));

    static IEnumerable<(string Name, string Value)> Facts(Diagnosis diagnosis)
    {
        var (file, graph) = (diagnosis.File, diagnosis.File.Graph);
        var opsets = graph.Opsets
            .OrderBy(opset => opset.Key, StringComparer.Ordinal)
            .Select(opset => $"{DomainOf(opset.Key)} {opset.Value}");
        yield return ("model", file.Path);
        yield return ("format", $"IR {file.IrVersion}, opset {string.Join(", ", opsets)}");
        yield return ("producer", file.Producer.Length == 0 ? "not named" : file.Producer);
        foreach (var input in graph.Inputs)
            yield return ("input", input.ToString());
        foreach (var output in graph.Outputs)
            yield return ("output", output.ToString());
        yield return ("batch axis", long.TryParse(diagnosis.BatchAxis, out var size)
            ? $"fixed at {size}; {(diagnosis.Batch == BatchForm.Fixed ? "cannot be freed" : "freed for scoring")}"
            : $"free ({diagnosis.BatchAxis})");
        yield return ("batch norm", KebabCase.Of(diagnosis.BatchNorm));
        yield return ("weights", WeightsOf(diagnosis));
        yield return ("nodes", graph.Nodes.Length == 0 ? "0" : VerdictsOf(diagnosis));
        yield return ("file hash", file.FileHash);
        yield return ("graph hash", diagnosis.GraphHash);
    }

    static string WeightsOf(Diagnosis diagnosis)
    {
        var tensors = diagnosis.FloatTensors.Count();
        return $"{NumberText.Short(diagnosis.FloatValues)} float values in {tensors} "
            + (tensors == 1 ? "tensor" : "tensors")
            + (diagnosis.DrawsWeights ? ", drawn by the file's random nodes" : "");
    }

    /// <summary>A domain by its published name.</summary>
    public static string DomainOf(string domain) => domain.Length == 0 ? "ai.onnx" : domain;
}
