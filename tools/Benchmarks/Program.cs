using OnnxZc.Bench;
using OnnxZc.Bench.Micro;

if (args is ["child", var pass, var model, var batch])
    return GradientWorkload.RunChild(pass, model, int.Parse(batch));

if (BenchOptions.Of(args) is not { } options)
{
    await Console.Error.WriteLineAsync(BenchOptions.Usage);
    return 2;
}

var bench = new EndToEnd(options);
switch (options.What)
{
    case "micro":
        return MicroBenchmarks.Run(options.IsFast);
    case "tangent-kernel":
        Console.WriteLine(bench.TangentKernel());
        return 0;
    case "parts":
        bench.Parts(Console.Out);
        return 0;
    case "memory":
        bench.Memory(Console.Out);
        return 0;
    case "sweeps":
        new SpaceSweeps(options).Run(Console.Out);
        return 0;
    case "sets":
        bench.Sets(Console.Out);
        return 0;
    default:
        await bench.RunAsync(Console.Out);
        return 0;
}
