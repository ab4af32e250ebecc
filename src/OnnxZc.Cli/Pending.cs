using OnnxZc.Graphs;

namespace OnnxZc.Proxies
{
    interface IProxy
    {
        string Name { get; }

        IReadOnlyList<string> Aliases { get; }

        int Version { get; }

        Direction Direction { get; }

        string Source { get; }
    }

    sealed record StandIn(
        string Name,
        IReadOnlyList<string> Aliases,
        int Version,
        Direction Direction,
        string Source) : IProxy;

    static class ProxyCatalog
    {
        public static IReadOnlyList<IProxy> All { get; } =
        [
            new StandIn("params", [], 1, Direction.None, "number of parameters"),
            new StandIn("flops", ["flops_macs"], 1, Direction.None, "multiply-accumulates per sample"),
            new StandIn("l2_norm", [], 1, Direction.Higher, "Abdelfattah et al. 2021, arXiv 2101.08134"),
            new StandIn("grad_norm", [], 1, Direction.Higher, "Abdelfattah et al. 2021, arXiv 2101.08134"),
            new StandIn("snip", [], 1, Direction.Higher, "Lee et al. 2019, arXiv 1810.02340"),
            new StandIn("plain", [], 1, Direction.Higher, "Abdelfattah et al. 2021, arXiv 2101.08134"),
            new StandIn("fisher", [], 1, Direction.Higher, "Turner et al. 2020, arXiv 1906.04113"),
            new StandIn("nwot", ["naswot"], 1, Direction.Higher, "Mellor et al. 2021, arXiv 2006.04647"),
            new StandIn("nwot_relu", ["naswot_relu"], 1, Direction.Higher, "Mellor et al. 2021, arXiv 2006.04647"),
        ];

        public static IProxy? Find(string name) =>
            All.FirstOrDefault(proxy => proxy.Name == name || proxy.Aliases.Contains(name));
    }
}

namespace OnnxZc.Networks
{
    static class OperatorTable
    {
        public static IEnumerable<OperatorId> All => [new("", "Conv", 1), new("", "Conv", 11), new("", "Relu", 14)];

        public static bool Has(OperatorId id) => All.Contains(id);
    }
}

namespace OnnxZc.Graphs
{
    sealed record ModelFile(string Path, string FileHash, long FileSize, int IrVersion, string Producer, Graph Graph);
}

namespace OnnxZc.Cli
{
    static class Pending
    {
        public static Backend Backend { get; } = new(
            Version,
            options => new Scorer(options).Score,
            device => new(Version, "none", null, null, device),
            () => ["cpu"],
            path => throw new ModelException(ModelErrorCode.FileNotFound, $"there is no model '{path}'"));

        static string Version => typeof(Scorer).Assembly.GetName().Version!.ToString(3);
    }
}
