using System.Collections.Immutable;

namespace OnnxZc.Checks;

/// <summary>What <c>onnxzc explain</c> and <c>onnxzc list rules</c> tell of a rule.</summary>
/// <param name="Id">Its name in policies, in kebab case.</param>
/// <param name="Group">What it is about.</param>
/// <param name="Need">What it looks at.</param>
/// <param name="Default">Its level in a policy that does not name it.</param>
/// <param name="Demand">What must hold, in a sentence.</param>
sealed record RuleInfo(string Id, RuleGroup Group, RuleNeed Need, RuleLevel Default, string Demand)
{
    /// <summary>Why one may want that, in a sentence or two.</summary>
    public required string Why { get; init; }

    /// <summary>What to do about a violation.</summary>
    public required string Fix { get; init; }

    /// <summary>Its settings.</summary>
    public ImmutableArray<RuleParameter> Parameters { get; init; } = [];

    /// <summary>A policy's line for the rule and a model that passes under it.</summary>
    public required string Passing { get; init; }

    /// <summary>A model that fails under the same line.</summary>
    public required string Failing { get; init; }
}
