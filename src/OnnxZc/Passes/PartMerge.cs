namespace OnnxZc.Passes;

/// <summary>
/// How a capture comes together when a batch whose samples do not influence each other goes through the network in
/// parts, each with its share of the objective.
/// </summary>
enum PartMerge
{
    /// <summary>Not at all: it needs the whole batch.</summary>
    None,

    /// <summary>It reads gradients by weights alone, which add up.</summary>
    Sum,

    /// <summary>What it leaves is a row per sample: the parts' rows one below the other.</summary>
    Rows,
}
