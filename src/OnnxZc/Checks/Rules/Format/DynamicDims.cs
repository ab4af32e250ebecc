using System.Collections.Immutable;
using OnnxZc.Graphs;

namespace OnnxZc.Checks.Rules.Format;

/// <summary>Says which dimensions of inputs must be free or fixed.</summary>
sealed class DynamicDims : IModelRule
{
    /// <inheritdoc/>
    public RuleInfo Info { get; } = new(
        "dynamic-dims",
        RuleGroup.Format,
        RuleNeed.Details,
        RuleLevel.Off,
        "Dimensions of the inputs are free or fixed as demanded.")
    {
        Why = "A server batches requests only where the batch is free; a device compiles only what is fixed.",
        Fix = "Export with dynamic_axes, or without, as demanded.",
        Parameters =
        [
            new("free", ParameterKind.Texts, "Dimensions that must be free, by their name or as INPUT.AXIS."),
            new("fixed", ParameterKind.Texts, "Dimensions that must not be free; * for all."),
        ],
        AtLeastOneOf = ["free", "fixed"],
        Passing =
            "dynamic-dims: { level: error, free: [images.0], fixed: [images.2, images.3] } and a model that "
            + "takes images: [N, 3, 224, 224]",
        Failing = "a model that takes images: [1, 3, H, W]",
    };

    /// <inheritdoc/>
    public IEnumerable<Violation> Check(CheckedModel model, RuleSettings settings) =>
    [
        .. settings.Texts("free").SelectMany(name => NotFree(model.Details!.Inputs, name)),
        .. settings.Texts("fixed").SelectMany(name => NotFixed(model.Details!.Inputs, name)),
    ];

    static IEnumerable<Violation> NotFree(ImmutableArray<ValueInfo> inputs, string name)
    {
        var dimensions = Named(inputs, name).ToArray();
        if (dimensions.Length == 0)
            return [new($"no dimension of an input is called '{name}', and it must be free") { Part = name }];
        return dimensions.Where(dimension => dimension.Size is not null)
            .Select(dimension => new Violation($"dimension '{name}' must be free and is {dimension.Size}")
            {
                Part = name,
            });
    }

    static IEnumerable<Violation> NotFixed(ImmutableArray<ValueInfo> inputs, string name)
    {
        var free =
            from input in inputs
            from axis in Axes(input)
            where axis.Dimension.Size is null && (name == "*" || IsNamed(input, axis, name))
            select new Violation($"dimension {axis.Index} of input {input} must be fixed and is free")
            {
                Part = $"{input.Name}.{axis.Index}",
            };
        var rankless =
            from input in inputs
            where input.Shape.IsDefault
                && (name == "*" || name.StartsWith($"{input.Name}.", StringComparison.Ordinal))
            select new Violation($"input {input} declares no dimensions, and '{name}' must be fixed")
            {
                Part = input.Name,
            };
        return free.Concat(rankless);
    }

    static IEnumerable<Dimension> Named(ImmutableArray<ValueInfo> inputs, string name) =>
        from input in inputs from axis in Axes(input) where IsNamed(input, axis, name) select axis.Dimension;

    static bool IsNamed(ValueInfo input, (int Index, Dimension Dimension) axis, string name) =>
        axis.Dimension.Name == name || $"{input.Name}.{axis.Index}" == name;

    static IEnumerable<(int Index, Dimension Dimension)> Axes(ValueInfo input) =>
        input.Shape.IsDefault ? [] : input.Shape.Index();
}
