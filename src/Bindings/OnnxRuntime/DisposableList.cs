namespace Microsoft.ML.OnnxRuntime;

/// <summary>Disposes its members with itself.</summary>
sealed class DisposableList<T>(int capacity) : List<T>(capacity), IDisposableReadOnlyCollection<T>
    where T : IDisposable
{
    public void Dispose()
    {
        foreach (var member in this)
            member.Dispose();
        Clear();
    }
}
