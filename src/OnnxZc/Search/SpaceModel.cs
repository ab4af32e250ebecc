using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using OnnxZc.Graphs;
using OnnxZc.Search.Building;

namespace OnnxZc.Search;

/// <summary>A network of a search space, which is built when it is needed: a model without a file.</summary>
/// <param name="Space">The space.</param>
/// <param name="Settings">What the network is built with; what is null is the space's own.</param>
/// <param name="Architecture">The architecture.</param>
sealed record SpaceModel(ISearchSpace Space, SpaceSettings Settings, Architecture Architecture)
{
    /// <summary>The encoding that is the number in the space's published order.</summary>
    public const string IndexEncoding = "index";

    /// <summary>The number in the space's published order; null where the space has none.</summary>
    public long? Index => Space.Encodings.Contains(IndexEncoding)
        ? long.Parse(Space.Print(Architecture, IndexEncoding), CultureInfo.InvariantCulture)
        : null;

    /// <summary>
    /// A text that <see cref="SpaceSelection"/> reads as this model alone: <c>nb201:4421</c>, or with settings
    /// <c>nb201[form=zero-cost-nas]:4421</c>.
    /// </summary>
    public string Name =>
        $"{Begin(Space, Settings)}{Index?.ToString(CultureInfo.InvariantCulture) ?? Architecture.Text}";

    /// <summary>
    /// SHA-256 of what decides the network, in place of a file's: space, settings, architecture, and the version of
    /// the layers.
    /// </summary>
    public string Hash => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(
        $"cells {NetworkBuilder.Version}\n{Begin(Space, Settings)}{Architecture.Text}")));

    /// <summary>The network, with weights drawn by nodes of the graph.</summary>
    /// <exception cref="ArchitectureException">The settings do not fit the space, or no network is left.</exception>
    public Graph Build() => Space.Build(Architecture, Settings);

    static string Begin(ISearchSpace space, SpaceSettings settings) =>
        SettingsText.Print(settings) is { Length: > 0 } text ? $"{space.Name}[{text}]:" : $"{space.Name}:";
}
