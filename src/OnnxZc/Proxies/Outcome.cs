namespace OnnxZc.Proxies;

/// <summary>A proxy's value, or why it has none for this model.</summary>
/// <param name="Value">The value; may be NaN or infinite, which becomes a failed score with that as its reason.</param>
/// <param name="NotApplicableReason">Why the proxy is not defined here; null when there is a value.</param>
public readonly record struct Outcome(double Value, string? NotApplicableReason)
{
    /// <summary>A value.</summary>
    public static implicit operator Outcome(double value) => new(value, null);

    /// <summary>No value, because the proxy is not defined for this model.</summary>
    public static Outcome NotApplicable(string reason) => new(double.NaN, reason);
}
