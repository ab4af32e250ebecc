using Tensor = TorchSharp.torch.Tensor;

namespace OnnxZc.Networks.Operators.Recurrent;

/// <summary>
/// One step of each recurrent layer. A cell takes the step's projected input [N, gates · H] and the states, each
/// [N, H], and returns the next states, the visible one first.
/// </summary>
static class RecurrentCells
{
    /// <summary>f(x + h · Rᵀ).</summary>
    public static RecurrentCell Rnn(RecurrentWeights weights) => (x, states) =>
        [weights.Activate(0, x + states[0].matmul(weights.Recurrence.t()))];

    /// <summary>Gates in the order update, reset, hidden.</summary>
    public static RecurrentCell Gru(RecurrentWeights weights, bool linearBeforeReset)
    {
        var size = weights.Hidden;
        var (gates, hidden) = (weights.Recurrence.narrow(0, 0, 2 * size), weights.Recurrence.narrow(0, 2 * size, size));
        var bias = weights.RecurrenceBias?.narrow(0, 2 * size, size);
        return (x, states) =>
        {
            var h = states[0];
            var opened = weights.Activate(0, x.narrow(1, 0, 2 * size) + h.matmul(gates.t())).chunk(2, 1);
            var (update, reset) = (opened[0], opened[1]);
            var kept = linearBeforeReset
                ? reset * Shifted(h.matmul(hidden.t()), bias)
                : Shifted((reset * h).matmul(hidden.t()), bias);
            var candidate = weights.Activate(1, x.narrow(1, 2 * size, size) + kept);
            return [candidate + (update * (h - candidate))];
        };
    }

    /// <summary>Gates in the order input, output, forget, cell; peepholes in the order input, output, forget.</summary>
    public static RecurrentCell Lstm(RecurrentWeights weights, Tensor? peepholes, bool inputForget)
    {
        var size = weights.Hidden;
        var recurrence = weights.Recurrence.t();
        var peeps = peepholes?.chunk(3, 0);
        return (x, states) =>
        {
            var (h, c) = (states[0], states[1]);
            var parts = (x + h.matmul(recurrence)).split([3 * size, size], 1);
            var candidate = weights.Activate(1, parts[1]);
            var gates = peeps is null
                ? weights.Activate(0, parts[0]).chunk(3, 1)
                : parts[0].chunk(3, 1);
            var input = peeps is null ? gates[0] : weights.Activate(0, gates[0] + (peeps[0] * c));
            var forget = (inputForget, peeps) switch
            {
                (true, _) => 1 - input,
                (_, null) => gates[2],
                _ => weights.Activate(0, gates[2] + (peeps[2] * c)),
            };
            var next = (forget * c) + (input * candidate);
            var output = peeps is null ? gates[1] : weights.Activate(0, gates[1] + (peeps[1] * next));
            // The cell state is no sum of products with weights: it is not clipped.
            return [output * weights.Activations[2](next), next];
        };
    }

    static Tensor Shifted(Tensor x, Tensor? bias) => bias is null ? x : x + bias;
}
