using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using OnnxZc.Cli.Cells;
using OnnxZc.Cli.Checks;
using OnnxZc.Cli.Rankings;
using OnnxZc.Cli.Stores;

namespace OnnxZc.Cli.Commands;

/// <summary>Help that shows examples before it lists options, and the exit codes after.</summary>
sealed class HelpText(HelpAction options) : SynchronousCommandLineAction
{
    static readonly Dictionary<string, string> _examples = new()
    {
        [""] = """
            Examples:
              onnxzc score models/                            a table of scores for every model in a folder
              onnxzc score a.onnx b.onnx --proxies snip,nwot  two proxies, two models
              onnxzc rank zoo/ --truth accuracies.csv         which models are best, which proxies to believe
              onnxzc diff a.onnx b.onnx                       how two models differ, layer by layer
              onnxzc doctor a.onnx                            what is in a model, and what stands in the way
              onnxzc init && onnxzc lock && onnxzc check      a policy for a repository's models, and a gate
              onnxzc strip a.onnx -o a.weightless.onnx        the same network without its weights
              onnxzc list proxies                             what can be computed
              onnxzc store show scores.db                     what is in a store of scores

            """,
        ["score"] = """
            Examples:
              onnxzc score models/                                  every .onnx file below a folder, all proxies
              onnxzc score 'zoo/**/*.onnx' --proxies params,flops   a glob, two proxies that need no execution
              onnxzc score @list.txt --data batch.npz --output json=scores.json
              onnxzc score a.onnx --data cifar10:test_batch.bin --batch-size 64 --init kaiming --seed 1
              onnxzc score a.onnx --init kaiming --repeat 5 --vary init   mean and spread over five initialisations
              onnxzc score text.onnx --dim sequence_length=128 --input input_ids=Nx128:int64:0:1000
              onnxzc score detector.onnx --model-output scores --loss ce --explain
              onnxzc score a.onnx --per-layer --proxies params,flops,snip   the terms of each layer
              onnxzc score a.onnx --plugin MyProxies.dll --proxies my_proxy,snip
              onnxzc score a.onnx --format json | jq '.cards[0].scores.snip.value'
              onnxzc score 'downloads/*.onnx' --timeout 60 --max-memory 4G --external-data strict

            """,
        ["diff"] = """
            Examples:
              onnxzc diff a.onnx b.onnx
              onnxzc diff a.onnx a-folded.onnx --proxies params,flops,snip
              onnxzc diff a.onnx b.onnx --proxies params --format json | jq '.layers[] | select(.change != "same")'
              onnxzc diff a.onnx b.onnx --proxies params,flops --exit-code --quiet   1 if they differ

            """,
        ["list"] = """
            Examples:
              onnxzc list proxies
              onnxzc list proxies --plugin MyProxies.dll
              onnxzc list operators --format json
              onnxzc list data

            """,
        ["doctor"] = """
            Examples:
              onnxzc doctor a.onnx
              onnxzc doctor a.onnx --format json | jq '.findings'
              onnxzc doctor a.onnx --extract part.onnx   the first node that fails, as its own model

            """,
        ["strip"] = """
            Examples:
              onnxzc strip a.onnx -o a.weightless.onnx
              onnxzc score a.onnx a.weightless.onnx --init kaiming   equal scores

            """,
    };

    const string ExitCodes = """
        Exit codes:
          0  every model has all the scores that are defined for it
          1  check or doctor found something; diff --exit-code found a difference
          2  a wrong option, unreadable data, or no model could be scored
          3  no model was found
          4  some scores are there and others failed
          5  a defect of onnxzc
          130, 143  stopped by Ctrl-C or SIGTERM after the model at hand; what is done is printed

        """;

    /// <inheritdoc/>
    public override int Invoke(ParseResult parseResult)
    {
        var command = parseResult.CommandResult.Command;
        var output = parseResult.InvocationConfiguration.Output;
        var name = command is RootCommand ? "" : command.Name;
        if (CellsExamples.All.TryGetValue(PathOf(command), out var examples)
            || _examples.TryGetValue(name, out examples)
            || RankExamples.All.TryGetValue(name, out examples)
            || StoreExamples.All.TryGetValue(name, out examples)
            || CheckExamples.All.TryGetValue(name, out examples))
            output.WriteLine(examples);
        options.Invoke(parseResult);
        if (command is RootCommand or { Name: "score" or "rank" or "diff" })
            output.WriteLine(ExitCodes);
        if (command is { Name: "check" })
            output.WriteLine(CheckExamples.ExitCodes);
        return ExitCode.Ok;
    }

    // Verbs of one name do different things below different commands.
    static string PathOf(Command command) =>
        command.Parents.OfType<Command>().FirstOrDefault() is { } parent and not RootCommand
            ? $"{parent.Name} {command.Name}"
            : command.Name;
}
