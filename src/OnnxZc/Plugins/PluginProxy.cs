using OnnxZc.Passes;
using OnnxZc.Proxies;

namespace OnnxZc.Plugins;

/// <summary>A plugin's proxy; what it says of itself is read once, and what it computes each time.</summary>
sealed class PluginProxy : IProxy
{
    readonly IProxy _proxy;

    /// <exception cref="FormatException">A name is of another form, or something is null.</exception>
    public PluginProxy(IProxy proxy)
    {
        _proxy = proxy;
        Name = Checked(proxy.Name);
        Aliases = [.. (proxy.Aliases ?? []).Select(Checked)];
        Version = proxy.Version;
        Direction = Enum.IsDefined(proxy.Direction)
            ? proxy.Direction
            : throw new FormatException("it has no direction");
        Source = proxy.Source ?? "";
        Needs = [.. proxy.Needs ?? []];
        if (Needs.Any(need => need.Capture is null || need.Pass.Input is null))
            throw new FormatException("it needs a pass without input or capture");
    }

    public string Name { get; }

    public IReadOnlyList<string> Aliases { get; }

    public int Version { get; }

    public Direction Direction { get; }

    public string Source { get; }

    public IReadOnlyList<PassNeed> Needs { get; }

    public Outcome Compute(PassResults results) => _proxy.Compute(results);

    static string Checked(string? name) => name switch
    {
        "all" => throw new FormatException("'all' stands for every proxy and names none"),
        { Length: > 0 } when name.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '_') => name,
        _ => throw new FormatException($"'{name}' is no name of lower-case letters, digits and underscores"),
    };
}
