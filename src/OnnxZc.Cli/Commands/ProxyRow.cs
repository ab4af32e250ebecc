using OnnxZc.Passes;
using OnnxZc.Plugins;
using OnnxZc.Proxies;
using OnnxZc.Ranking;
using OnnxZc.Reports;

namespace OnnxZc.Cli.Commands;

/// <summary>What <c>onnxzc list proxies</c> tells of one proxy.</summary>
sealed record ProxyRow(
    string Name, IReadOnlyList<string> Aliases, Direction Direction, int Version, string Source, string Reads)
{
    /// <summary>
    /// Every proxy: those of single models, plugins' after the library's own, then those that compare models.
    /// </summary>
    public static IReadOnlyList<ProxyRow> Of(ProxySet known) =>
    [
        .. known.All.Select(proxy => new ProxyRow(
            proxy.Name,
            proxy.Aliases,
            proxy.Direction,
            proxy.Version,
            proxy.Source,
            proxy.Needs.Count == 0
                ? "the graph"
                : string.Join("; ", proxy.Needs.Select(need => Describe(need.Pass)).Distinct()))),
        .. SetProxyCatalog.All.Select(proxy => new ProxyRow(
            proxy.Name,
            proxy.Aliases,
            proxy.Direction,
            proxy.Version,
            proxy.Source,
            $"{string.Join(", ", proxy.Members)} of all models")),
    ];

    static string Describe(Pass pass) =>
        pass.NeedsGradient ? $"{pass} + backward ({KebabCase.Of(pass.Objective)})" : $"{pass}";
}
