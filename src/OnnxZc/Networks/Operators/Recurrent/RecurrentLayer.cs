using TorchSharp;
using F = TorchSharp.torch.nn.functional;
using Tensor = TorchSharp.torch.Tensor;

namespace OnnxZc.Networks.Operators.Recurrent;

/// <summary>
/// A recurrent node: X, W, R, B, sequence_lens and initial states in; all steps and the last states out. Past the end
/// of a shorter sequence states stay and outputs are 0.
/// </summary>
sealed class RecurrentLayer
{
    readonly OperatorCall _call;
    readonly bool _batchFirst;
    readonly string _direction;
    readonly Func<Tensor, Tensor>[] _activations;
    readonly int _perDirection;
    readonly long[]? _lengths;

    /// <param name="call">The node's call.</param>
    /// <param name="activations">The activations of one direction when the node names none.</param>
    public RecurrentLayer(OperatorCall call, string[] activations)
    {
        _call = call;
        _batchFirst = call.Attributes.Int("layout", 0) != 0;
        _direction = call.Attributes.Text("direction", "forward");
        _activations = RecurrentActivations.Of(call, Directions, activations);
        _perDirection = activations.Length;
        _lengths = call.Ints(4);
    }

    /// <summary>Whether the cell adds the bias of the hidden gate's recurrence itself.</summary>
    public bool SeparateBias { get; init; }

    int Directions => _direction == "bidirectional" ? 2 : 1;

    /// <param name="states">The positions of the initial states among the inputs.</param>
    /// <param name="cell">Makes the step of a direction.</param>
    /// <returns>As many of all steps, last visible state, other last states as the node declares.</returns>
    public Tensor[] Run(int[] states, Func<RecurrentWeights, int, RecurrentCell> cell)
    {
        var x = _batchFirst ? _call[0].transpose(0, 1) : _call[0];
        var steps = new List<Tensor>();
        var lasts = states.Select(_ => new List<Tensor>()).ToArray();
        for (var direction = 0; direction < Directions; direction++)
        {
            var (weights, projected) = Project(x, direction);
            var start = states.Select(position => Initial(position, direction, x, weights)).ToArray();
            var isReverse = _direction == "reverse" || direction == 1;
            var (all, last) = Walk(projected, start, cell(weights, direction), isReverse);
            steps.Add(all);
            for (var i = 0; i < last.Length; i++)
                lasts[i].Add(last[i]);
        }

        // [T, D, N, H] and [D, N, H]; with the batch first [N, T, D, H] and [N, D, H].
        var y = torch.stack(steps, 1);
        Tensor[] results = [
            _batchFirst ? y.permute(2, 0, 1, 3) : y,
            .. lasts.Select(list => torch.stack(list, _batchFirst ? 1 : 0))];
        return [.. results.Take(_call.Node.Outputs.Length)];
    }

    (RecurrentWeights Weights, Tensor Projected) Project(Tensor x, int direction)
    {
        var recurrence = _call[2].select(0, direction);
        var (gates, hidden) = (recurrence.shape[0], recurrence.shape[1]);
        var biases = _call.Optional(3)?.select(0, direction).chunk(2, 0);
        var bias = biases?[0];
        if (biases is not null)
        {
            // What the cell adds itself is left out here.
            var here = SeparateBias
                ? F.pad(biases[1].narrow(0, 0, gates - hidden), [0, hidden])
                : biases[1];
            bias = biases[0] + here;
        }

        var activations = new ArraySegment<Func<Tensor, Tensor>>(
            _activations, direction * _perDirection, _perDirection);
        var clip = _call.Attributes.Float("clip", float.PositiveInfinity);
        return (
            new(recurrence, biases?[1], activations, clip),
            F.linear(x, _call[1].select(0, direction), bias));
    }

    Tensor Initial(int position, int direction, Tensor x, RecurrentWeights weights) =>
        _call.Optional(position) is { } given
            ? given.select(_batchFirst ? 1 : 0, direction)
            : torch.zeros([x.shape[1], weights.Hidden], dtype: x.dtype, device: x.device);

    (Tensor All, Tensor[] Last) Walk(Tensor projected, Tensor[] states, RecurrentCell cell, bool isReverse)
    {
        var inputs = projected.unbind();
        var outputs = new Tensor[inputs.Length];
        for (var i = 0; i < inputs.Length; i++)
        {
            var step = isReverse ? inputs.Length - 1 - i : i;
            var next = cell(inputs[step], states);
            if (_lengths is not null && Array.Exists(_lengths, length => length <= step))
            {
                var runs = Running(step, projected);
                outputs[step] = next[0].masked_fill(runs.logical_not(), 0);
                next = [.. next.Zip(states, (after, before) => torch.where(runs, after, before))];
            }
            else
            {
                outputs[step] = next[0];
            }

            states = next;
        }

        return (torch.stack(outputs), states);
    }

    Tensor Running(int step, Tensor like) =>
        torch.tensor([.. _lengths!.Select(length => length > step)]).unsqueeze(1).to(like.device);
}
