namespace OnnxZc.Tests.Search;

/// <summary>A test that takes minutes: only with ONNXZC_FULL=1.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class FullFactAttribute : FactAttribute
{
    public FullFactAttribute() => Skip = IsFull ? null : "takes minutes: set ONNXZC_FULL=1";

    internal static bool IsFull => Environment.GetEnvironmentVariable("ONNXZC_FULL") == "1";
}
