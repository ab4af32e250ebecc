using OnnxZc.Bench;
using OnnxZc.Bench.Micro;

const string Usage = "usage: bench [end-to-end|parts|tangent-kernel|micro] [--fast | --rounds N]";

if (args is ["child", var pass, var model, var batch])
    return GradientWorkload.RunChild(pass, model, int.Parse(batch));

var fast = args.Contains("--fast");
var rounds = fast ? 3 : 11;
var given = Array.IndexOf(args, "--rounds");
if (given >= 0 && !(given + 1 < args.Length && int.TryParse(args[given + 1], out rounds) && rounds > 0))
{
    await Console.Error.WriteLineAsync(Usage);
    return 2;
}

var isOption = (int i) => args[i] == "--fast" || (given >= 0 && (i == given || i == given + 1));
switch (args.Where((_, i) => !isOption(i)).ToArray())
{
    case ["micro"]:
        return MicroBenchmarks.Run(fast);
    case ["tangent-kernel"]:
        Console.WriteLine(new EndToEnd(rounds).TangentKernel());
        return 0;
    case ["parts"]:
        new EndToEnd(rounds).Parts(Console.Out);
        return 0;
    case [] or ["end-to-end"]:
        await new EndToEnd(rounds).RunAsync(Console.Out);
        return 0;
    default:
        await Console.Error.WriteLineAsync(Usage);
        return 2;
}
