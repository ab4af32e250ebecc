using OnnxZc.Data;
using OnnxZc.Graphs;
using OnnxZc.Graphs.Rewriting;
using OnnxZc.Networks;
using OnnxZc.Passes.Runtime;
using TorchSharp;

namespace OnnxZc.Passes.Agreement;

/// <summary>
/// Checks by running it that a graph whose batch was rewritten treats every sample as the file does: three at once and
/// one at a time through the rebuilt network, and through the file's own graph where its batch is larger than one.
/// </summary>
static class BatchProof
{
    /// <summary>Samples that are run at once.</summary>
    public const int Samples = 3;

    const double Tolerance = 1e-3;

    /// <summary>Why the rewritten graph cannot be trusted, in a clause; null when all rows agree.</summary>
    /// <param name="model">A model whose batch was rewritten.</param>
    /// <param name="probe">At least three samples, and as many as the file's batch.</param>
    /// <param name="threads">Threads for each engine; 0 for all cores.</param>
    /// <exception cref="ModelException">The model cannot be run at all.</exception>
    public static string? Doubt(RunModel model, Batch probe, int threads)
    {
        threads = EngineThreads.Set(threads);
        using var scope = torch.NewDisposeScope();
        using var quiet = torch.no_grad();
        using var network = new Network(model.Graph, torch.CPU);
        try
        {
            var together = Rows(network, SampleRange.Of(model.Graph, probe, 0, Samples), Samples);
            foreach (var sample in (int[])[0, Samples - 1])
            {
                var alone = Rows(network, SampleRange.Of(model.Graph, probe, sample, 1), 1);
                if (Differing(together, alone, sample) is { } reason)
                    return $"{reason} of {Samples} at once and alone";
            }

            return BatchAxis.SizeOf(model.File) is > 1 and var own
                && Differing(together, OfFile(model, probe, (int)own, threads), 0) is { } other
                ? $"{other} of {Samples} at once and of the file's batch of {own}"
                : null;
        }
        catch (ModelException error) when (error.Code is ModelErrorCode.ShapeMismatch or ModelErrorCode.EngineFailure)
        {
            return $"with another batch it cannot be run: {error.Message}";
        }
    }

    static Dictionary<string, double[][]> Rows(Network network, Batch input, int count)
    {
        using var scope = torch.NewDisposeScope();
        return ParityCheck.Infer(network, input)
            .Where(output => output.Value.is_floating_point())
            .ToDictionary(output => output.Key, output => RowsOf(output.Key, output.Value, count));
    }

    static double[][] RowsOf(string output, torch.Tensor value, int count)
    {
        if (value.shape is [var rows, ..] && rows == count)
            return Split(HostNumbers.Of(value), count);
        throw new ModelException(
            ModelErrorCode.ShapeMismatch,
            $"output '{output}' of shape [{string.Join(", ", value.shape)}] has no row for each of {count} samples");
    }

    static Dictionary<string, double[][]> OfFile(RunModel model, Batch probe, int own, int threads)
    {
        using var engine = new OrtEngine(model, threads);
        var outputs = engine.Infer(SampleRange.Of(model.Graph, probe, 0, own));
        var rows = new Dictionary<string, double[][]>(StringComparer.Ordinal);
        for (var i = 0; i < model.File.Outputs.Length; i++)
        {
            if (outputs[i].IsFloat)
                rows[model.File.Outputs[i].Name] = Split(outputs[i].ToDoubles(), own);
        }

        return rows;
    }

    static double[][] Split(double[] numbers, long rows)
    {
        var width = (int)(numbers.Length / rows);
        return [.. Enumerable.Range(0, (int)rows).Select(row => numbers[(row * width)..((row + 1) * width)])];
    }

    static string? Differing(
        Dictionary<string, double[][]> together, Dictionary<string, double[][]> others, int first)
    {
        foreach (var (name, rows) in others)
        {
            for (var i = 0; i < rows.Length && first + i < Samples; i++)
            {
                var (_, rel) = ParityCheck.Difference(together[name][first + i], rows[i]);
                if (!(rel <= Tolerance))
                    return $"output '{name}' of sample {first + i} differs by {rel:G2} of its size";
            }
        }

        return null;
    }
}
