namespace OnnxZc.Passes;

/// <summary>A capture that leaves a <typeparamref name="T"/>.</summary>
public abstract record Capture<T> : Capture
    where T : notnull;
