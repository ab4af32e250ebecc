using OnnxZc.Data;
using OnnxZc.Graphs;
using OnnxZc.Networks;
using OnnxZc.Passes.Planning;
using TorchSharp;

namespace OnnxZc.Passes.Autograd;

/// <summary>
/// A pass whose batch goes through the network in parts, for want of memory: gradients by weights are added up, rows of
/// samples put below each other. The sums are those of the whole batch, in another order.
/// </summary>
/// <param name="model">The model and the whole batch.</param>
/// <param name="network">The network that the pass runs on.</param>
/// <param name="pass">The pass, all of whose needs <see cref="Serves"/> has let through.</param>
sealed class PartwiseRun(RunModel model, Network network, PlannedPass pass)
{
    readonly List<(PassNeed Need, List<RunningCapture> Parts)> _rows =
    [
        .. pass.Needs.Where(need => need.Capture.Merge == PartMerge.Rows)
            .Select(need => (need, new List<RunningCapture>())),
    ];

    /// <summary>Whether a need has the same result when the batch is cut.</summary>
    /// <param name="model">The model and the whole batch.</param>
    /// <param name="need">The need, its pass in canonical form.</param>
    public static bool Serves(RunModel model, PassNeed need)
    {
        if (need.Capture.Merge == PartMerge.None
            || model.BatchForm == BatchForm.Fixed
            || need.Pass.Normalisation is not (Normalisation.Running or Normalisation.Off)
            || need.Pass.Input != PassInput.Batch)
            return false;
        try
        {
            return need.Pass.Objective switch
            {
                Objective.OutputSum => true,
                Objective.TrueClass => HasClasses(),
                Objective.Loss => model.Output.Loss switch
                {
                    Loss.Sum => true,
                    Loss.CrossEntropy => HasClasses(),
                    _ => false,
                },
                _ => false,
            };
        }
        catch (ModelException)
        {
            // The pass fails for the same reason and says so.
            return false;
        }

        // Labels of positions would be drawn for each part alike.
        bool HasClasses() => model.Batch.Labels is not null
            || model.Scene(model.Graph, [], need.Pass, threads: 1).Classes.Value is not null;
    }

    /// <summary>Runs the parts.</summary>
    /// <param name="batch">The whole batch, with labels where the objective reads them.</param>
    /// <param name="count">How many parts, at most a sample each.</param>
    /// <param name="threads">Threads to use.</param>
    /// <param name="run">Runs some captures on a part with its share of the batch.</param>
    public PassOutcome Run(Batch batch, int count, int threads, Action<RunningCapture[], Batch, double> run)
    {
        var scene = model.Scene(network.Graph, network.Layers, pass.Forward, threads);
        RunningCapture[] sums = [.. pass.Needs
            .Where(need => need.Capture.Merge == PartMerge.Sum)
            .Select(need => RunningCapture.Begin(need, scene))];
        AddUp(scene, batch, count, sums, run);
        return Merged(PassOutcome.Of(sums));
    }

    void AddUp(
        PassScene scene, Batch batch, int count, RunningCapture[] sums, Action<RunningCapture[], Batch, double> run)
    {
        using var scope = torch.NewDisposeScope();
        var layers = scene.Weights.ToHashSet(StringComparer.Ordinal);
        RunningCapture[] adding = [.. sums
            .Where(capture => capture.Error is null)
            .GroupBy(capture => capture.Need.Pass.Objective)
            .Select(group => new RunningCapture(group.First().Need, new GradientSum([.. group], layers, scope), null))];
        var (samples, size) = (model.Samples, (model.Samples + count - 1) / count);
        for (var start = 0; start < samples; start += size)
        {
            var length = Math.Min(size, samples - start);
            var part = PartOf(batch, start, length, samples);
            run([.. adding, .. RowsOf(part, scene)], part, length / (double)samples);
        }

        foreach (var capture in adding)
        {
            if (capture.Error is { } error)
                Array.ForEach(OfObjective(sums, capture), sum => sum.Fail(error));
            else
                capture.Reduction!.Result();
        }
    }

    static RunningCapture[] OfObjective(RunningCapture[] captures, RunningCapture other) =>
        [.. captures.Where(capture => capture.Need.Pass.Objective == other.Need.Pass.Objective)];

    Batch PartOf(Batch batch, int start, int count, int samples)
    {
        var part = SampleRange.Of(network.Graph, batch, start, count);
        if (batch.Labels is not { } labels)
            return part;
        var each = labels.Length / samples;
        return part with { Labels = labels[(start * each)..((start + count) * each)] };
    }

    IEnumerable<RunningCapture> RowsOf(Batch part, PassScene whole)
    {
        var scene = (model with { Batch = part }).Scene(network.Graph, network.Layers, pass.Forward, whole.Threads);
        scene = scene with { Scope = whole.Scope };
        foreach (var (need, parts) in _rows)
        {
            parts.Add(RunningCapture.Begin(need, scene));
            yield return parts[^1];
        }
    }

    PassOutcome Merged(PassOutcome sums)
    {
        var (kept, errors) = (sums.Kept.ToDictionary(), sums.Errors.ToDictionary());
        foreach (var (need, parts) in _rows)
        {
            if (parts.FirstOrDefault(part => part.Error is not null)?.Error is { } error)
                errors.Add(need, error);
            else
                kept.Add(need, need.Capture.Below([.. parts.Select(part => part.Reduction!.Result())]));
        }

        return new(kept, errors);
    }
}
