namespace OnnxZc.Passes;

/// <summary>A pass that a proxy reads, and what is kept of it.</summary>
/// <param name="Pass">The pass.</param>
/// <param name="Capture">What of it.</param>
public readonly record struct PassNeed(Pass Pass, Capture Capture);
