using OnnxZc.Graphs;

namespace OnnxZc.Search.TransNas;

/// <summary>What the micro and the macro space have in common: paper, tasks, and the network.</summary>
static class TransNasForms
{
    public const string Source = "Duan et al. 2021, TransNAS-Bench-101, https://arxiv.org/abs/2105.11871";

    public const string Licence = "defined by yawen-d/TransNASBench, MIT";

    /// <summary>The tasks' names.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. TransNasTask.All.Select(task => task.Name)];

    /// <summary>Classes and input size are the task's own.</summary>
    public static SpaceSettings DefaultsOf(string? form)
    {
        var task = TransNasTask.All.First(task => form is null || task.Name == form);
        return new()
        {
            Form = task.Name,
            Classes = task.Classes,
            InputSize = task.InputSize,
            Channels = TransNasCode.Channels,
        };
    }

    /// <summary>The network of a task.</summary>
    public static Graph Build(ISearchSpace space, TransNasCode code, SpaceSettings settings)
    {
        var settled = settings.SettledFor(space);
        var task = TransNasTask.All.Single(task => task.Name == settled.Form);
        if (settled.Channels % 2 != 0)
            throw new ArchitectureException($"{space.Name}: the channels must be even, for the stem halves them.");
        return new TransNasNetwork(code, task, $"{space.Name}:{code}").Build(
            settled.Channels!.Value, settled.InputSize!.Value, settled.Classes!.Value);
    }
}
