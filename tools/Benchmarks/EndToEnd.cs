namespace OnnxZc.Bench;

/// <summary>The claims about speed and memory, as ratios of two things measured in turn in one run.</summary>
sealed class EndToEnd(int rounds)
{
    const int Batch = 64;
    static readonly string[] Models = ["resnet20.onnx", "nasbench201.onnx"];

    readonly string _root = Checkout.Root();

    public async Task RunAsync(TextWriter output)
    {
        await output.WriteLineAsync(ColdStart());
        foreach (var model in Models)
        {
            var path = Path.Combine(_root, "models", model);
            await output.WriteLineAsync(GradientWorkload.Create(path, Batch) is { } workload
                ? $"{Time(model, workload)}\n{Memory(path)}"
                : $"{model}: not measured, this build has no gradient engine");
        }
    }

    Comparison Time(string name, GradientWorkload workload) => Comparison.Alternate(
        $"Time of all first-order proxies, {name}, batch {Batch}",
        "ms",
        rounds,
        ("nine proxies", () => GradientWorkload.Milliseconds(workload.Proxies)),
        ("bare pass", () => GradientWorkload.Milliseconds(workload.BarePass)));

    Comparison Memory(string model) => Comparison.Alternate(
        $"Peak memory of all first-order proxies, {Path.GetFileName(model)}, batch {Batch}",
        "MiB",
        Math.Min(rounds, 3),
        ("nine proxies", () => ChildPeak("proxies", model)),
        ("bare pass", () => ChildPeak("bare", model)));

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

    static double ChildPeak(string pass, string model) =>
        double.Parse(new Command(Environment.ProcessPath!, "child", pass, model, $"{Batch}").Output());
}
