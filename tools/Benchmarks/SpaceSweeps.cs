using OnnxZc.Search;

namespace OnnxZc.Bench;

/// <summary>Sweeps over networks of NAS-Bench-201 by the program, and what a network costs beside its passes.</summary>
sealed class SpaceSweeps(BenchOptions options)
{
    const int Batch = 64;
    const string Largest = "nb201:|nor_conv_3x3~0|+|nor_conv_3x3~0|nor_conv_3x3~1|"
        + "+|nor_conv_3x3~0|nor_conv_3x3~1|nor_conv_3x3~2|";

    // How many networks the second of two sweeps has more than the first: what both begin with is not counted.
    static readonly (string Name, string[] Proxies, int More)[] Sets =
    [
        ("params, flops", ["params", "flops"], 1000),
        ("nwot", ["nwot"], 32),
        ("first-order", GradientWorkload.FirstOrder, 16),
        ("zero-cost-nas", GradientWorkload.ZeroCostNas, 8),
    ];

    readonly string _program =
        Path.Combine(Checkout.Root(), "artifacts", "bin", "OnnxZc.Cli", "release", "onnxzc");

    public void Run(TextWriter output)
    {
        output.WriteLine($"Networks of NAS-Bench-201 per second, batch {Batch}, a thread for each worker");
        foreach (var (name, proxies, more) in Sets)
        {
            int[] workers = [1, 2];
            var rates = workers.Select(count => Comparison.Median(
                Enumerable.Range(0, Math.Min(options.Rounds, 3)).Select(_ => Rate(proxies, more, count))));
            output.WriteLine($"  {name}: {string.Join(", ", workers.Zip(rates, (w, r) => $"{r:F2} with {w}"))}");
        }

        foreach (var (name, proxies, _) in Sets.Where(set => set.Name is "first-order" or "zero-cost-nas"))
            output.WriteLine(StartUp(name, proxies));
    }

    double Rate(string[] proxies, int more, int workers)
    {
        var few = 4 * workers;
        return more * 1000.0 / (Sweep(proxies, few + more, workers) - Sweep(proxies, few, workers));
    }

    double Sweep(string[] proxies, int networks, int workers) => new Command(
        _program,
        "rank",
        $"nb201:0..{networks - 1}",
        $"--proxies={string.Join(',', proxies)}",
        $"--batch-size={Batch}",
        $"--workers={workers}",
        "--threads=1",
        "--quiet").Milliseconds();

    Comparison StartUp(string name, string[] proxies)
    {
        var model = SpaceSelection.Find(Largest)!;
        var passes = new GradientWorkload(model.Build(), Batch).Proxies(proxies);
        var scorer = new Scorer(new ScoreOptions { Proxies = proxies, BatchSize = Batch });
        return Comparison.Alternate(
            $"From a name to its card, largest network of NAS-Bench-201, batch {Batch}",
            $"ms {options.Clock.Name}",
            options.Rounds,
            (name, () => options.Clock.Milliseconds(() => Score(scorer, model))),
            ("its passes alone", () => options.Clock.Milliseconds(passes)));
    }

    static void Score(Scorer scorer, SpaceModel model)
    {
        var card = scorer.Score(scorer.Open(model.Name, model.Hash, model.Build));
        if (card.Status != CardStatus.Ok)
            throw new InvalidOperationException($"{model.Name}: {card.Error?.Message}");
    }
}
