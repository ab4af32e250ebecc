namespace OnnxZc.Checks.Locks;

/// <summary>A number of a model then and now.</summary>
/// <param name="Name"><c>params</c>, <c>macs</c>, a proxy...</param>
/// <param name="Before">As locked; null where it was not.</param>
/// <param name="After">As it is; null where it has none now.</param>
sealed record NumberChange(string Name, double? Before, double? After)
{
    /// <summary>How far it may move to the worse, as a difference; null where nothing is said.</summary>
    public double? Allowed { get; init; }

    /// <summary>Whether it moved further than that.</summary>
    public bool IsViolated { get; init; }
}
