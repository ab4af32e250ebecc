namespace OnnxZc.Fuzz;

/// <summary>What became of a mutant.</summary>
/// <param name="Class">A name to count by.</param>
/// <param name="IsFailure">Whether it is a defect of OnnxZc.</param>
/// <param name="Detail">What happened, where the mutant is worth keeping.</param>
/// <param name="IsRead">Whether it is a graph whose shapes fit, which can be executed.</param>
sealed record Verdict(string Class, bool IsFailure = false, string Detail = "", bool IsRead = false);
