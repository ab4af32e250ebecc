using OnnxZc.Passes;

namespace OnnxZc.Proxies;

/// <summary>A zero-cost proxy: one number per model from passes that it declares and shares with others.</summary>
public interface IProxy
{
    /// <summary>The standard name, lower case with underscores.</summary>
    string Name { get; }

    /// <summary>Other names under which it may be asked for.</summary>
    IReadOnlyList<string> Aliases { get; }

    /// <summary>Raised by one whenever a change moves its values.</summary>
    int Version { get; }

    /// <summary>Which values are better.</summary>
    Direction Direction { get; }

    /// <summary>The paper, and the code whose numbers it equals, in a line.</summary>
    string Source { get; }

    /// <summary>The passes it reads and what of them; empty for a static proxy.</summary>
    IReadOnlyList<PassNeed> Needs { get; }

    /// <summary>Reads the number from the results. It must not change any tensor.</summary>
    Outcome Compute(PassResults results);
}
