using OnnxZc.Graphs;

namespace OnnxZc.Checks.Rules.Hygiene;

/// <summary>Finds Git LFS pointers in the place of files.</summary>
sealed class LfsPointer : IModelRule
{
    /// <inheritdoc/>
    public RuleInfo Info { get; } = new(
        "lfs-pointer",
        RuleGroup.Hygiene,
        RuleNeed.File,
        RuleLevel.Error,
        "The file and its weights are there, not pointers to them.")
    {
        Why = "A pointer is a text of three lines: whoever takes it for the model gets an error, or checks nothing.",
        Fix = "Fetch the files with 'git lfs pull', or commit them with LFS installed.",
        Passing = "lfs-pointer: error and a model",
        Failing = "a file that begins with version https://git-lfs.github.com/spec/v1",
    };

    /// <inheritdoc/>
    public IEnumerable<Violation> Check(CheckedModel model, RuleSettings settings) =>
    [
        .. model.Error?.Code == ModelErrorCode.LfsPointer
            ? [new("the file is a Git LFS pointer, not the model itself")]
            : Array.Empty<Violation>(),
        .. (model.Details?.DataFiles.Values ?? []).Where(file => file.IsLfsPointer).Select(file => new Violation(
            $"the data file '{file.Location}' is a Git LFS pointer, not the weights themselves")
        {
            Part = file.Location,
        }),
    ];
}
