using System.Collections.Immutable;

namespace OnnxZc.Checks.Policies;

/// <summary>A list.</summary>
/// <param name="Items">Its items.</param>
/// <param name="Place">Where it begins.</param>
sealed record ConfigList(ImmutableArray<ConfigNode> Items, PolicyPlace Place) : ConfigNode(Place);
