using OnnxZc.Graphs;

namespace OnnxZc.Networks;

/// <summary>How many iterations the loops of one walk may still run: a loop without end must not hang.</summary>
sealed class IterationBudget(int most)
{
    readonly int _most = most;
    int _left = most;

    /// <exception cref="ModelException">There are no iterations left.</exception>
    public void Take(Node loop)
    {
        if (_left-- <= 0)
        {
            throw ModelException.At(
                loop,
                ModelErrorCode.TooLarge,
                $"the loops run more than {_most} iterations in all, maybe without end; export the model with a fixed "
                + "trip count");
        }
    }
}
