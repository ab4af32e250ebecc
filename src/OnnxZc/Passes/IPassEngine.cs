using OnnxZc.Passes.Planning;

namespace OnnxZc.Passes;

/// <summary>Runs planned passes of one model on one batch.</summary>
interface IPassEngine : IDisposable
{
    /// <summary>Runs a pass; what fails, and why, is in the outcome.</summary>
    PassOutcome Run(PlannedPass pass);
}
