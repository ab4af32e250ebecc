namespace OnnxZc.Passes;

/// <summary>A pass, or what is kept of it, is not defined for a model.</summary>
/// <param name="reason">Why, in a clause without a capital letter.</param>
sealed class PassNotApplicableException(string reason) : Exception(reason);
