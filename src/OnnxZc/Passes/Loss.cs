namespace OnnxZc.Passes;

/// <summary>What stands for the loss: a number made of one output, which passes differentiate.</summary>
public enum Loss
{
    /// <summary>The mean cross-entropy of the class scores against labels, over samples and positions.</summary>
    CrossEntropy,

    /// <summary>The mean squared difference from standard normal targets, the stream <c>data:target</c>.</summary>
    MeanSquare,

    /// <summary>The sum of all elements.</summary>
    Sum,
}
