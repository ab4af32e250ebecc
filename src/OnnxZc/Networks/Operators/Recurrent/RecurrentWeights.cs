using Tensor = TorchSharp.torch.Tensor;

namespace OnnxZc.Networks.Operators.Recurrent;

/// <summary>What one direction of a recurrent layer computes with.</summary>
/// <param name="Recurrence">From the hidden state to all gates: [gates · H, H].</param>
/// <param name="RecurrenceBias">Added to what comes from the hidden state: [gates · H], or null.</param>
/// <param name="Activations">The activations of this direction.</param>
/// <param name="Clip">The bound on what enters an activation; infinite without one.</param>
sealed record RecurrentWeights(
    Tensor Recurrence, Tensor? RecurrenceBias, ArraySegment<Func<Tensor, Tensor>> Activations, double Clip)
{
    public long Hidden => Recurrence.shape[1];

    /// <summary>Activation <paramref name="index"/> of what is clipped.</summary>
    public Tensor Activate(int index, Tensor x) =>
        Activations[index](double.IsFinite(Clip) ? x.clamp(-Clip, Clip) : x);
}
