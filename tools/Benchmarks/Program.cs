using OnnxZc.Bench;
using OnnxZc.Bench.Micro;

const string Usage = "usage: bench [end-to-end|parts|micro] [--fast]";

if (args is ["child", var pass, var model, var batch])
    return GradientWorkload.RunChild(pass, model, int.Parse(batch));

var fast = args.Contains("--fast");
switch (args.Where(arg => arg != "--fast").ToArray())
{
    case ["micro"]:
        return MicroBenchmarks.Run(fast);
    case ["parts"]:
        new EndToEnd(fast ? 3 : 11).Parts(Console.Out);
        return 0;
    case [] or ["end-to-end"]:
        await new EndToEnd(fast ? 3 : 11).RunAsync(Console.Out);
        return 0;
    default:
        await Console.Error.WriteLineAsync(Usage);
        return 2;
}
