namespace OnnxZc.Tests.Reports.Checking;

/// <summary>A finding as a reader of some form understands it.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="Level"><c>error</c>, <c>warn</c> or <c>waived</c>.</param>
/// <param name="Text">What is wrong, and maybe more.</param>
sealed record Told(string Rule, string Level, string Text);
