namespace OnnxZc.Passes;

/// <summary>Runs planned passes of one model on one batch.</summary>
interface IPassEngine : IDisposable
{
    /// <exception cref="Graphs.ModelException">
    /// The model cannot be run here; the message says where and why.
    /// </exception>
    /// <exception cref="EngineMemoryException">Memory ran out.</exception>
    PassResult Run(PlannedPass pass);
}
