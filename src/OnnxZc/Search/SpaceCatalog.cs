using OnnxZc.Search.Darts;
using OnnxZc.Search.MobileNetV3;
using OnnxZc.Search.NasBench101;
using OnnxZc.Search.NasBench201;
using OnnxZc.Search.NasBenchAsr;
using OnnxZc.Search.NasBenchMacro;
using OnnxZc.Search.NatsSize;
using OnnxZc.Search.TransNas;

namespace OnnxZc.Search;

/// <summary>All spaces, alphabetically.</summary>
static class SpaceCatalog
{
    /// <summary>The spaces.</summary>
    public static IReadOnlyList<ISearchSpace> All { get; } =
    [
        new DartsSpace(),
        new NatsSizeSpace(),
        new NasBench101Space(),
        new NasBench201Space(),
        new AsrSpace(),
        new NasBenchMacroSpace(),
        new MobileNetSpace(),
        new TransNasMacroSpace(),
        new TransNasMicroSpace(),
    ];

    /// <summary>The space of this name or alias, or null.</summary>
    public static ISearchSpace? Find(string name) =>
        All.FirstOrDefault(space => space.Name == name || space.Aliases.Contains(name));
}
