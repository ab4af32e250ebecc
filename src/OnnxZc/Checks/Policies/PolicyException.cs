namespace OnnxZc.Checks.Policies;

/// <summary>A policy or lock file that cannot be used; the message begins with file, line and column.</summary>
/// <param name="place">Where it is wrong.</param>
/// <param name="message">What is wrong, and what to write instead.</param>
/// <param name="inner">What was caught.</param>
sealed class PolicyException(PolicyPlace place, string message, Exception? inner = null)
    : Exception($"{place.File}:{place.Line}:{place.Column}: {message}", inner)
{
    /// <summary>Where it is wrong.</summary>
    public PolicyPlace Place => place;
}
