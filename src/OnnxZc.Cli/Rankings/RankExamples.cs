namespace OnnxZc.Cli.Rankings;

/// <summary>The examples that the help of <c>onnxzc rank</c> and <c>onnxzc report</c> begins with.</summary>
static class RankExamples
{
    /// <summary>Those of each command, by its name.</summary>
    public static IReadOnlyDictionary<string, string> All { get; } = new Dictionary<string, string>
    {
        ["rank"] = """
            Examples:
              onnxzc rank zoo/ --store scores.db                        all models of a folder; run again, it goes on
              onnxzc rank zoo/ --truth accuracies.csv --report zoo.html which proxies to believe, and a page of it
              onnxzc rank zoo/ --by snip=1,synflow=0.5 --pareto flops,synflow
              onnxzc rank @list.txt --truth 'all.csv#net,top1_error,dataset=CIFAR-10' --format json
              onnxzc rank zoo/ --store scores.db --dry-run              what is left to score, and what it costs
              onnxzc rank zoo/ --shard 2/8 --store part2.db             one part of eight
              onnxzc rank zoo/ --store scores.db --emit slurm > job.sh  the same as a job array

            """,
        ["report"] = """
            Examples:
              onnxzc report scores.db --truth accuracies.csv --report zoo.html
              onnxzc report scores.db --proxies snip,params --by snip --top 20

            """,
    };
}
