using OnnxZc.Passes;
using OnnxZc.Proxies;

namespace OnnxZc.Tests.Plugins;

/// <summary>A proxy of the graph alone, as a plugin might have one.</summary>
sealed class StandIn(string name, params string[] aliases) : IProxy
{
    public Func<Outcome> Value { get; init; } = () => 1;

    public string Name => name;

    public IReadOnlyList<string> Aliases => aliases;

    public int Version => 1;

    public Direction Direction { get; init; }

    public string Source => "";

    public IReadOnlyList<PassNeed> Needs { get; init; } = [];

    public Outcome Compute(PassResults results) => Value();
}
