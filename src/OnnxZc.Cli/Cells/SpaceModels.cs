using OnnxZc.Graphs;
using OnnxZc.Search;

namespace OnnxZc.Cli.Cells;

/// <summary>Models that are named as architectures of a search space instead of files.</summary>
static class SpaceModels
{
    /// <summary>The one network that a name stands for; null where it is a file's.</summary>
    public static SpaceModel? Find(string name) => File.Exists(name) ? null : SpaceSelection.Find(name);

    /// <summary>The names of the networks that a text stands for; null where it is of no search space.</summary>
    /// <exception cref="UsageException">It is of one, and wrong.</exception>
    public static IReadOnlyList<string>? Names(string text)
    {
        try
        {
            if (SpaceSelection.Read(text) is not { } models)
                return null;

            // What is wrong with the settings shows in the first as in all.
            models[0].Build();
            return models is [_] ? [text] : [.. models.Select(model => model.Name)];
        }
        catch (ArchitectureException e)
        {
            throw new UsageException(e.Message, e);
        }
    }

    /// <summary>Reads a model, be it a file or of a search space.</summary>
    /// <param name="scorer">What is to score it.</param>
    /// <param name="name">The file, or what <see cref="Names"/> gave.</param>
    /// <param name="hashesWeights">Whether its card is to have the hash of its weights.</param>
    public static OpenModel Open(Scorer scorer, string name, bool hashesWeights = false) =>
        Find(name) is { } model
            ? scorer.Open(name, model.Hash, () => Built(model), hashesWeights)
            : scorer.Open(name, hashesWeights);

    static Graph Built(SpaceModel model)
    {
        try
        {
            return model.Build();
        }
        catch (ArchitectureException e)
        {
            throw new ModelException(ModelErrorCode.InvalidGraph, e.Message, e);
        }
    }
}
