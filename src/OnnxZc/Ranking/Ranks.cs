using MathNet.Numerics.Statistics;

namespace OnnxZc.Ranking;

/// <summary>Places in an order.</summary>
static class Ranks
{
    /// <summary>The rank of each value: 1 for the smallest, n for the largest; ties share the mean of theirs.</summary>
    public static double[] Average(IEnumerable<double> values) => values.Ranks(RankDefinition.Average);
}
