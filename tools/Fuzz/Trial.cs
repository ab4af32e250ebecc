using System.Collections.Immutable;
using OnnxZc.Checks;
using OnnxZc.Cli;
using OnnxZc.Cli.Workers;
using OnnxZc.Findings;
using OnnxZc.Graphs;
using OnnxZc.Reports;

namespace OnnxZc.Fuzz;

/// <summary>Puts a mutant through all that reads models: what follows must be scores or typed errors.</summary>
sealed class Trial
{
    const long MostAllocated = 4L << 30;
    const int MostSeconds = 20;
    const long WorkerMemory = 2L << 30;

    static readonly ScoreOptions _static = new() { Proxies = ["params", "flops"], BatchSize = 1 };
    static readonly ScoreOptions _gradient =
        new() { Proxies = ["params", "grad_norm", "snip", "nwot"], BatchSize = 1, Threads = 1 };

    readonly Scorer _scorer = new(_static);

    /// <summary>Reads, hashes, folds, rewrites, infers and counts, writes it anew, and asks all static rules.</summary>
    public Verdict Static(string path)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        try
        {
            var card = _scorer.Score(path);
            if (card.GraphHash is not null)
                Rewrite(path);
            Check(path);
            var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
            return allocated > MostAllocated
                ? new("memory", true, $"{ByteSize.Text(allocated)} were allocated")
                : new(ClassOf(card), IsRead: card.Status == CardStatus.Ok);
        }
        catch (Exception e)
        {
            return new("untyped error", true, e.ToString());
        }
    }

    /// <summary>A worker that scores mutants, one after another.</summary>
    public static WorkerScorer Worker()
    {
        var budget = new ModelBudget(TimeSpan.FromSeconds(MostSeconds), WorkerMemory);
        string[] options = ["--batch-size=1", "--threads=1", $"--max-memory={WorkerMemory}"];
        return new(
            WorkerProgram.Of([$"--proxies={string.Join(',', _gradient.Proxies)}", .. options]),
            new() { Models = [], Options = _gradient, Budget = budget },
            new() { Out = TextWriter.Null, Error = TextWriter.Null });
    }

    /// <summary>Executes the mutant in a worker.</summary>
    public static Verdict Scored(string path, WorkerScorer worker)
    {
        try
        {
            var card = worker.Score(path)!;
            var crash = card.Error is { Code: ModelErrorCode.WorkerCrashed } error ? error.Message : "";
            return new($"scored: {ClassOf(card)}", Detail: crash);
        }
        catch (Exception e)
        {
            return new("scored: untyped error", true, e.ToString());
        }
    }

    static void Rewrite(string path)
    {
        try
        {
            using var bytes = new MemoryStream();
            OnnxWriter.Write(Diagnosis.Read(path, ReadLimits.Default).File.Graph, bytes);
        }
        catch (ModelException)
        {
            // A typed error is what is wanted.
        }
    }

    static void Check(string path)
    {
        var model = ModelInspection.Of("mutant.onnx", path, ReadLimits.Default);
        foreach (var rule in RuleCatalog.All.OfType<IModelRule>().Where(rule => IsAsked(rule.Info.Need, model)))
        {
            var values = rule.Info.Parameters.Where(parameter => parameter.Default is not null)
                .ToImmutableDictionary(parameter => parameter.Name, parameter => parameter.Default!);
            _ = rule.Check(model, new(RuleLevel.Error, values, null)).Count();
        }
    }

    static bool IsAsked(RuleNeed need, CheckedModel model) => need switch
    {
        RuleNeed.File => true,
        RuleNeed.Details => model.Details is not null,
        RuleNeed.Graph => model.File is not null,
        _ => false,
    };

    static string ClassOf(ScoreCard card) => card switch
    {
        { Status: CardStatus.Ok } => "ok",
        { Error: { } error } => KebabCase.Of(error.Code),
        _ => string.Join(' ', card.Scores.Select(score => score.Status)
            .Where(status => status is not (ScoreStatus.Ok or ScoreStatus.NotApplicable))
            .Distinct().Select(KebabCase.Of)),
    };
}
