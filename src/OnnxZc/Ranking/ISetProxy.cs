using OnnxZc.Proxies;

namespace OnnxZc.Ranking;

/// <summary>
/// A number per model that only the comparison with others gives: it reads what proxies of single models gave, and its
/// values mean something within that set of models alone.
/// </summary>
public interface ISetProxy
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

    /// <summary>The names of the proxies that it reads.</summary>
    IReadOnlyList<string> Members { get; }

    /// <summary>Compares models with each other.</summary>
    /// <param name="models">Each model's finite values by members' names; a member without value is left out.</param>
    /// <returns>A value for each model, or why it has none.</returns>
    IReadOnlyList<Outcome> Compute(IReadOnlyList<IReadOnlyDictionary<string, double>> models);
}
