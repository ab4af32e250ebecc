namespace OnnxZc.Checks;

/// <summary>All rules, by group and then alphabetically.</summary>
static class RuleCatalog
{
    /// <summary>The rules.</summary>
    public static IReadOnlyList<IRule> All { get; } =
    [
    ];

    /// <summary>The rule of this name, or null.</summary>
    public static IRule? Find(string id) => All.FirstOrDefault(rule => rule.Info.Id == id);
}
