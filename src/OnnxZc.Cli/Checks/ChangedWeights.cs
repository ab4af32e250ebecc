using OnnxZc.Graphs;

namespace OnnxZc.Cli.Checks;

/// <summary>Tells whether files that models keep weights in are among those that changed.</summary>
sealed class ChangedWeights
{
    readonly string _root;
    readonly ReadLimits _limits;
    readonly IReadOnlySet<string> _changed;
    readonly string[] _candidates;

    /// <param name="changed">The changed files, relative to the root.</param>
    /// <param name="root">The repository's root.</param>
    /// <param name="limits">What a model may cost to read.</param>
    public ChangedWeights(IReadOnlySet<string> changed, string root, ReadLimits limits)
    {
        (_changed, _root, _limits) = (changed, root, limits with { ExternalData = ExternalDataMode.Off });
        _candidates = [.. changed.Where(path => !path.EndsWith(".onnx", StringComparison.OrdinalIgnoreCase))];
    }

    /// <summary>Whether one of a model's weight files changed.</summary>
    /// <param name="model">The model, relative to the root.</param>
    public bool Touch(string model)
    {
        var folder = model[..(model.LastIndexOf('/') + 1)];
        if (!_candidates.Any(path => path.StartsWith(folder, StringComparison.Ordinal)))
            return false;
        try
        {
            var details = OnnxReader.Inspect(Path.Combine(_root, model), _limits).Details;
            return details.DataFiles.Keys.Any(location => _changed.Contains(Normal(folder + location)));
        }
        catch (ModelException)
        {
            // A model that cannot be read is checked: that will say why.
            return true;
        }
    }

    string Normal(string path) =>
        Path.GetRelativePath(_root, Path.GetFullPath(path, _root)).Replace(Path.DirectorySeparatorChar, '/');
}
