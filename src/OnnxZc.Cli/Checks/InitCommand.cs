using System.CommandLine;
using OnnxZc.Checks;
using OnnxZc.Checks.Policies;
using OnnxZc.Cli.Stores;

namespace OnnxZc.Cli.Checks;

/// <summary><c>onnxzc init</c>.</summary>
static class InitCommand
{
    /// <summary>The command with its options.</summary>
    public static Command Create(GlobalOptions globals, Terminal terminal, Backend backend)
    {
        var folder = new Argument<string>("FOLDER")
        {
            Description = "Where the policy is written, beside or above the models; here by default",
            DefaultValueFactory = _ => ".",
        };
        var force = new Option<bool>("--force") { Description = "Overwrite the policy if there is one" };
        var limits = new LimitOptions();
        var command = new Command("init", "Write a policy with comments, from the models that are here.")
        {
            folder, force,
        };
        foreach (var option in limits.All)
            command.Add(option);
        command.SetAction(parsed =>
        {
            var budget = limits.Budget(parsed);
            backend.HoldMemory(budget.Memory);
            return Write(
                parsed.GetValue(folder)!,
                parsed.GetValue(force),
                model => TimeLimit.Run(
                    () => ModelInspection.Of(model, model, limits.Reading(parsed)), budget.Time),
                globals.IsQuiet(parsed) ? null : terminal);
        });
        return command;
    }

    static int Write(string folder, bool isForced, Func<string, CheckedModel?> inspect, Terminal? terminal)
    {
        var path = Path.Combine(folder, RepositoryPlace.PolicyName);
        if (File.Exists(path) && !isForced)
            throw new UsageException($"'{path}' exists; add --force to overwrite it");
        using var file = OutputFile.Open(path, "the policy");
        CheckedModel[] models =
        [
            .. GlobPattern.Files(Policy.EveryModel, Path.GetFullPath(folder))
                .Select(model => inspect(model) ?? new CheckedModel { Path = model, FullPath = model })
                .Select(model => (model with
                {
                    Path = Path.GetRelativePath(folder, model.Path).Replace(Path.DirectorySeparatorChar, '/'),
                })),
        ];
        file.Writer.Write(PolicyDraft.Of([.. models.Select(ModelSizes.Of)]));
        file.Commit();
        var what = Counted.Of(models.Length, "model");
        terminal?.Tell($"{path}: written for {what}; look at its limits, then run onnxzc check");
        return ExitCode.Ok;
    }
}
