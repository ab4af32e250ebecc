using OnnxZc.Data;
using OnnxZc.Graphs;
using OnnxZc.Numerics;
using TorchSharp;
using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace OnnxZc.Passes.Autograd;

/// <summary>Makes the one number that a pass differentiates from a model's output.</summary>
static class ObjectiveValue
{
    /// <param name="objective">What to make of the value; not each sample.</param>
    /// <param name="output">Which output, and what its loss is.</param>
    /// <param name="value">Its value.</param>
    /// <param name="batch">The batch, with labels where there are some.</param>
    /// <param name="seed">The seed of what is drawn.</param>
    /// <param name="share">The batch's share of the samples that means are over.</param>
    /// <exception cref="ModelException">The value does not fit the loss, or labels do not fit the value.</exception>
    public static Tensor Of(
        Objective objective, ScoredOutput output, Tensor value, Batch batch, long seed, double share = 1)
    {
        if (!value.is_floating_point())
        {
            throw new ModelException(
                ModelErrorCode.DataMismatch,
                $"output '{output.Name}' is {value.dtype}, which has no gradient: give another with --model-output");
        }

        return (objective, output.Loss) switch
        {
            (Objective.OutputSum, _) or (Objective.Loss, Loss.Sum) => value.sum(),
            (Objective.TrueClass, _) => TrueClass(output, value, batch, seed),
            (_, Loss.MeanSquare) => F.mse_loss(value, Target(value, seed)),
            _ when share < 1 => CrossEntropy(output, value, batch, seed) * share,
            _ => CrossEntropy(output, value, batch, seed),
        };
    }

    static Tensor TrueClass(ScoredOutput output, Tensor value, Batch batch, long seed)
    {
        if (output.ClassAxis < 0)
            throw new PassNotApplicableException($"output '{output.Name}' has no classes");
        var (logits, labels) = Labelled(output, value, batch, seed);
        return logits.gather(1, labels.unsqueeze(1)).sum();
    }

    static Tensor CrossEntropy(ScoredOutput output, Tensor value, Batch batch, long seed)
    {
        var (logits, labels) = Labelled(output, value, batch, seed);
        return F.cross_entropy(logits, labels);
    }

    /// <summary>Scores [N, C, positions...] and the class of each position, [N, positions...].</summary>
    static (Tensor Logits, Tensor Labels) Labelled(ScoredOutput output, Tensor value, Batch batch, long seed)
    {
        if (output.ClassAxis >= value.ndim)
        {
            throw new ModelException(
                ModelErrorCode.DataMismatch,
                $"output '{output.Name}' has shape [{string.Join(", ", value.shape)}], without classes along axis "
                + $"{output.ClassAxis}: give another with --model-output");
        }

        var logits = Scores(Widened(value), output.ClassAxis);
        long[] positions = [.. logits.shape.Where((_, axis) => axis != 1)];
        var labels = Labels.For(batch, positions, logits.shape[1], seed);
        return (logits, torch.tensor(labels).reshape(positions).to(value.device));
    }

    // libtorch has no cross-entropy of half precision on processors.
    static Tensor Widened(Tensor value) => value.dtype is ScalarType.Float16 or ScalarType.BFloat16
        ? value.to_type(float32)
        : value;

    /// <summary>[N, C] for logits alone, [N, C, positions...] else.</summary>
    static Tensor Scores(Tensor value, int classAxis)
    {
        var logits = classAxis == 1 ? value : value.movedim([classAxis], [1]);
        return logits.numel() == logits.shape[0] * logits.shape[1] ? logits.flatten(1) : logits;
    }

    static Tensor Target(Tensor value, long seed)
    {
        var values = new float[value.numel()];
        new RandomStream("data:target", seed).FillNormal(values);
        return torch.tensor(values).reshape(value.shape).to(value.dtype).to(value.device);
    }
}
