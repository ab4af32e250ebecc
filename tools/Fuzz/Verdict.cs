namespace OnnxZc.Fuzz;

/// <summary>What became of a mutant.</summary>
/// <param name="Class">A name to count by.</param>
/// <param name="IsFailure">Whether it is a defect of OnnxZc.</param>
/// <param name="Detail">What happened, for a failure.</param>
sealed record Verdict(string Class, bool IsFailure = false, string Detail = "");
