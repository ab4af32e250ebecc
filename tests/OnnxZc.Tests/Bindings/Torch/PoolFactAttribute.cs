namespace OnnxZc.Tests.Bindings.Torch;

/// <summary>A claim about the pool that the libtorch shim takes tensors from, seen in /proc.</summary>
[AttributeUsage(AttributeTargets.Method)]
sealed class PoolFactAttribute : FactAttribute
{
    public PoolFactAttribute() => Skip = ToolInfo.NativeStack == "system" && OperatingSystem.IsLinux()
        ? null
        : "the pool is in the shim (NativeStack=system), and /proc is Linux's";
}
