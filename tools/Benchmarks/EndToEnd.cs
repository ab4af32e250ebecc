namespace OnnxZc.Bench;

/// <summary>The claims about speed and memory, as ratios of two things measured in turn in one run.</summary>
sealed class EndToEnd(int rounds)
{
    static readonly (string Model, int Batch)[] Networks = [("nasbench201.onnx", 64), ("resnet18.onnx", 16)];

    readonly string _root = Checkout.Root();

    public async Task RunAsync(TextWriter output)
    {
        await output.WriteLineAsync(ColdStart());
        foreach (var (model, batch) in Networks)
        {
            var path = Path.Combine(_root, "models", model);
            var name = $"{model}, batch {batch}";
            var workload = GradientWorkload.Create(path, batch);
            Comparison[] comparisons =
            [
                Time($"Nine proxies on a loaded model, {name}", workload.Proxies, workload),
                Time($"A whole score from the file, {name}", workload.WholeScore, workload),
                Memory($"Peak memory of nine proxies, {name}", path, batch),
            ];
            foreach (var comparison in comparisons)
                await output.WriteLineAsync(comparison.ToString());
        }
    }

    /// <summary>The parts of the nine proxies in turn, each over the bare pass of its round.</summary>
    public void Parts(TextWriter output)
    {
        foreach (var (model, batch) in Networks)
        {
            var parts = GradientWorkload.Parts(Path.Combine(_root, "models", model), batch);
            var samples = Enumerable.Range(0, rounds + 1)
                .Select(_ => parts.Select(part => GradientWorkload.Milliseconds(part.Run)).ToArray())
                .Skip(1)
                .ToArray();
            var bare = Comparison.Median(samples.Select(round => round[0]));
            output.WriteLine($"{model}, batch {batch}: median over the bare pass, {bare:F0} ms");
            for (var i = 0; i < parts.Count; i++)
            {
                var ratio = Comparison.Median(samples.Select(round => round[i] / round[0]));
                output.WriteLine($"  {parts[i].Name}: {ratio:F3}");
            }
        }
    }

    Comparison Time(string name, Action proxies, GradientWorkload workload) => Comparison.Alternate(
        name,
        "ms",
        rounds,
        ("nine proxies", () => GradientWorkload.Milliseconds(proxies)),
        ("bare forward + backward", () => GradientWorkload.Milliseconds(workload.BarePass)));

    Comparison Memory(string name, string model, int batch) => Comparison.Alternate(
        name,
        "MiB",
        Math.Min(rounds, 3),
        ("nine proxies", () => ChildPeak("proxies", model, batch)),
        ("bare forward + backward", () => ChildPeak("bare", model, batch)));

    string ColdStart()
    {
        var torch = new Command("python3", "-c", "import torch");
        if (!torch.Works())
            return "Cold start: not compared, python3 cannot import torch (Debian: apt-get install python3-torch)";
        var program = Path.Combine(_root, "artifacts", "bin", "OnnxZc.Cli", "release", "onnxzc");
        var score = new Command(
            program, "score", Path.Combine(_root, "models", "mlp.onnx"), "--proxies", "params,flops");
        return Comparison.Alternate(
            "Cold start", "ms", rounds, (score.ToString(), score.Milliseconds), (torch.ToString(), torch.Milliseconds))
            .ToString();
    }

    static double ChildPeak(string pass, string model, int batch) =>
        double.Parse(new Command(Environment.ProcessPath!, "child", pass, model, $"{batch}").Output());
}
