using OnnxZc.Passes;
using OnnxZc.Proxies;

namespace OnnxZc.Tests.Plugins;

/// <summary>What makes this very assembly a plugin that cannot be used.</summary>
public sealed class UnmakeableProxy : IProxy
{
    public UnmakeableProxy() => throw new InvalidOperationException("no luck today");

    public string Name => "unmakeable";

    public IReadOnlyList<string> Aliases => [];

    public int Version => 1;

    public Direction Direction => Direction.None;

    public string Source => "";

    public IReadOnlyList<PassNeed> Needs => [];

    public Outcome Compute(PassResults results) => 0;
}
