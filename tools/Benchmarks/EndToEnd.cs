using OnnxZc.Passes;

namespace OnnxZc.Bench;

/// <summary>The claims about speed and memory, as ratios of two things measured in turn in one run.</summary>
sealed class EndToEnd(BenchOptions options)
{
    static readonly (string Model, int Batch)[] AllNetworks =
        [("nasbench201.onnx", 64), ("resnet18.onnx", 16), ("mobilenetv2.onnx", 16)];

    readonly (string Model, int Batch)[] _networks =
        [.. AllNetworks.Where(network => network.Model.Contains(options.Model, StringComparison.Ordinal))];

    readonly string _root = Checkout.Root();

    public async Task RunAsync(TextWriter output)
    {
        await output.WriteLineAsync(ColdStart());
        foreach (var (model, batch) in _networks)
        {
            foreach (var compare in Comparisons(PathOf(model), batch, $"{model}, batch {batch}"))
                await output.WriteLineAsync(compare().ToString());
        }

        await output.WriteLineAsync(TangentKernel().ToString());
    }

    /// <summary>Each proxy alone and the sets, in turn, over the bare pass of its round.</summary>
    public void Parts(TextWriter output)
    {
        foreach (var (model, batch) in _networks)
        {
            var workload = new GradientWorkload(PathOf(model), batch);
            (string Name, Action Run)[] parts =
            [
                ("bare forward + backward", workload.Backward),
                ("bare double backward", workload.DoubleBackward),
                .. GradientWorkload.FirstOrder.Union(GradientWorkload.ZeroCostNas)
                    .Select(name => (name, workload.Proxies(name))),
                ("synflow, synflow_bn", workload.Proxies("synflow", "synflow_bn")),
                ("snip, jacob_cov", workload.Proxies("snip", "jacob_cov")),
                ("snip, grasp", workload.Proxies("snip", "grasp")),
                ("snip, fisher", workload.Proxies("snip", "fisher")),
                ("first-order set", workload.Proxies(GradientWorkload.FirstOrder)),
                ("zero-cost-nas set", workload.Proxies(GradientWorkload.ZeroCostNas)),
            ];
            var samples = Enumerable.Range(0, options.Rounds + 1)
                .Select(_ => parts.Select(part => options.Clock.Milliseconds(part.Run)).ToArray())
                .Skip(1)
                .ToArray();
            var bare = Comparison.Median(samples.Select(round => round[0]));
            output.WriteLine($"{model}, batch {batch}: median over the bare pass, {bare:F0} ms");
            for (var i = 0; i < parts.Length; i++)
            {
                var ratio = Comparison.Median(samples.Select(round => round[i] / round[0]));
                output.WriteLine($"  {parts[i].Name}: {ratio:F3}");
            }
        }
    }

    /// <summary>The full set over the bare pass.</summary>
    public void Sets(TextWriter output)
    {
        foreach (var (model, batch) in _networks)
            output.WriteLine(FullSet(new(PathOf(model), batch), $"{model}, batch {batch}"));
    }

    /// <summary>What the sets take, each in processes of its own.</summary>
    public void Memory(TextWriter output)
    {
        foreach (var (model, batch) in _networks)
        {
            foreach (var compare in Memory(PathOf(model), batch, $"{model}, batch {batch}"))
                output.WriteLine(compare());
        }
    }

    /// <summary>The kernel that is put together layer by layer, over a backward pass for each sample.</summary>
    public Comparison TangentKernel()
    {
        var (model, batch) = AllNetworks[0];
        var workload = new GradientWorkload(PathOf(model), batch, BatchNormMode.Running);
        return Time(
            $"Condition of the tangent kernel by running statistics, {model}, batch {batch}",
            ("ntk_cond", workload.Proxies("ntk_cond")),
            ("a backward pass per sample", workload.EachSample));
    }

    IEnumerable<Func<Comparison>> Comparisons(string path, int batch, string name)
    {
        var workload = new GradientWorkload(path, batch);
        (string, Action) bare = ("bare forward + backward", workload.Backward);
        yield return () => Time(
            $"First-order proxies, {name}", ("first-order", workload.Proxies(GradientWorkload.FirstOrder)), bare);
        yield return () => FullSet(workload, name);
        yield return () => Time(
            $"First-order proxies from the file to the card, {name}",
            ("whole score", () => workload.WholeScore(path, GradientWorkload.FirstOrder)),
            bare);
        foreach (var memory in Memory(path, batch, name))
            yield return memory;
    }

    IEnumerable<Func<Comparison>> Memory(string path, int batch, string name)
    {
        yield return () => Memory($"Peak memory, {name}", path, batch, "first-order", "bare");
        yield return () => Memory($"Peak memory, {name}", path, batch, "zero-cost-nas", "double");
    }

    Comparison FullSet(GradientWorkload workload, string name) => Time(
        $"Zero-Cost-NAS's proxies and nwot, {name}",
        ("zero-cost-nas", workload.Proxies(GradientWorkload.ZeroCostNas)),
        ("bare forward + backward", workload.Backward));

    string PathOf(string model) => Path.Combine(_root, "models", model);

    Comparison Time(string name, (string Name, Action Run) a, (string Name, Action Run) b) => Comparison.Alternate(
        name,
        $"ms {options.Clock.Name}",
        options.Rounds,
        (a.Name, () => options.Clock.Milliseconds(a.Run)),
        (b.Name, () => options.Clock.Milliseconds(b.Run)));

    Comparison Memory(string name, string model, int batch, string a, string b) => Comparison.Alternate(
        name,
        "MiB",
        Math.Min(options.Rounds, 3),
        (a, () => ChildPeak(a, model, batch)),
        (b, () => ChildPeak(b, model, batch)));

    string ColdStart()
    {
        var torch = new Command("python3", "-c", "import torch");
        if (!torch.Works())
            return "Cold start: not compared, python3 cannot import torch (Debian: apt-get install python3-torch)";
        var program = Path.Combine(_root, "artifacts", "bin", "OnnxZc.Cli", "release", "onnxzc");
        var score = new Command(
            program, "score", Path.Combine(_root, "models", "mlp.onnx"), "--proxies", "params,flops");
        return Comparison.Alternate(
            "Cold start",
            "ms",
            options.Rounds,
            (score.ToString(), score.Milliseconds),
            (torch.ToString(), torch.Milliseconds))
            .ToString();
    }

    static double ChildPeak(string pass, string model, int batch) =>
        double.Parse(new Command(Environment.ProcessPath!, "child", pass, model, $"{batch}").Output());
}
