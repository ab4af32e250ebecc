using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;

namespace OnnxZc.Bench.Micro;

/// <summary>The hot spots, one class each, measured in this process instead of a generated project.</summary>
static class MicroBenchmarks
{
    public static int Run(bool fast)
    {
        var job = (fast ? Job.ShortRun : Job.Default).WithToolchain(InProcessEmitToolchain.Instance);
        var config = DefaultConfig.Instance.AddJob(job);
        var summaries = BenchmarkRunner.Run(typeof(MicroBenchmarks).Assembly, config);
        return summaries.Any(summary => summary.HasCriticalValidationErrors) ? 1 : 0;
    }
}
