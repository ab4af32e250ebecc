using OnnxZc.Tests.Bindings.Torch;

namespace OnnxZc.Tests.Passes;

public sealed class PassMemoryTests
{
    // Gradients of a few layers at once, and what libtorch and the runtime add by chance.
    const int Slack = 26;

    // Autograd keeps a block's input and the convolution's result.
    const int Saved = 2 * PassMemory.Blocks * PassMemory.Activation;

    // The tangents of both, and not what is normalised, though the gradient by it is asked for.
    [PoolFact]
    public void Run_DerivativeAlongTheWeights_TakesTwiceWhatAutogradKeeps() =>
        Assert.InRange(ProcessMemory.Measure("pass-memory"), 2 * Saved, (2 * Saved) + Slack);
}
