using System.Collections.Immutable;
using System.Globalization;

namespace OnnxZc.Checks.Policies;

/// <summary>Reads the value of a rule's setting by its kind.</summary>
static class RuleValue
{
    static readonly Dictionary<string, double> _counts = new(StringComparer.Ordinal)
    {
        [""] = 1,
        ["k"] = 1e3,
        ["K"] = 1e3,
        ["M"] = 1e6,
        ["G"] = 1e9,
        ["B"] = 1e9,
        ["T"] = 1e12,
    };

    static readonly Dictionary<string, double> _bytes = new(StringComparer.Ordinal)
    {
        [""] = 1,
        ["B"] = 1,
        ["kB"] = 1e3,
        ["KB"] = 1e3,
        ["MB"] = 1e6,
        ["GB"] = 1e9,
        ["TB"] = 1e12,
        ["KiB"] = 1L << 10,
        ["MiB"] = 1L << 20,
        ["GiB"] = 1L << 30,
        ["TiB"] = 1L << 40,
    };

    static readonly Dictionary<string, double> _shares = new(StringComparer.Ordinal) { [""] = 1, ["%"] = 0.01 };

    /// <summary>The value, of the types that <see cref="RuleParameter.Default"/> may have.</summary>
    /// <exception cref="PolicyException">It is of another kind.</exception>
    public static object Read(RuleParameter parameter, ConfigNode node) => parameter.Kind switch
    {
        ParameterKind.Texts => Texts(parameter, node),
        _ when node is not ConfigScalar { IsEmpty: false } => throw Wrong(parameter, node, Takes(parameter)),
        ParameterKind.Text => Chosen(parameter, (ConfigScalar)node),
        ParameterKind.Flag => Flag(parameter, (ConfigScalar)node),
        ParameterKind.Number => Number(parameter, (ConfigScalar)node, _counts),
        ParameterKind.Bytes => Number(parameter, (ConfigScalar)node, _bytes),
        _ => Number(parameter, (ConfigScalar)node, _shares),
    };

    /// <summary>What a parameter takes, for messages and schemas.</summary>
    public static string Takes(RuleParameter parameter) => parameter.Kind switch
    {
        _ when parameter.Choices.Count > 0 => string.Join(", ", parameter.Choices),
        ParameterKind.Number => "a number such as 25M or 1.5G",
        ParameterKind.Bytes => "a size such as 100MB or 1.5GiB",
        ParameterKind.Ratio => "a share such as 0.02 or 2%",
        ParameterKind.Flag => "true or false",
        ParameterKind.Text => "a text",
        _ => "a list of texts",
    };

    /// <summary>A parameter's value where a policy gives none, as people read it; empty for none.</summary>
    public static string DefaultOf(RuleParameter parameter) =>
        parameter.Default is { } value ? TextOf(value) : "";

    /// <summary>A value as people read it.</summary>
    public static string TextOf(object value) => value switch
    {
        ImmutableArray<string> texts => string.Join(", ", texts),
        bool flag => flag ? "true" : "false",
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? "",
    };

    static ImmutableArray<string> Texts(RuleParameter parameter, ConfigNode node)
    {
        IEnumerable<ConfigNode> items = node is ConfigList list ? list.Items : [node];
        return
        [
            .. items.Select(item => item is ConfigScalar { IsEmpty: false } text
                ? Chosen(parameter, text)
                : throw Wrong(parameter, item, Takes(parameter))),
        ];
    }

    static string Chosen(RuleParameter parameter, ConfigScalar text) =>
        parameter.Choices.Count == 0 || parameter.Choices.Contains(text.Text)
            ? text.Text
            : throw ConfigMap.Unknown(text, $"{parameter.Name} does not take", [.. parameter.Choices]);

    static object Flag(RuleParameter parameter, ConfigScalar text) => text.Text switch
    {
        "true" => true,
        "false" => false,
        _ => throw Wrong(parameter, text, Takes(parameter)),
    };

    static object Number(RuleParameter parameter, ConfigScalar text, Dictionary<string, double> units)
    {
        var number = text.Text.AsSpan().Trim();
        var end = number.LastIndexOfAnyInRange('0', '9') + 1;
        if (end > 0 && end < number.Length && number[end] == '.')
            end++;
        var isNumber = double.TryParse(
            number[..end],
            NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent,
            CultureInfo.InvariantCulture,
            out var value);
        var unit = number[end..].Trim().ToString();
        return isNumber && units.TryGetValue(unit, out var factor) && double.IsFinite(value * factor)
            && (parameter.Kind == ParameterKind.Number || value >= 0)
            ? value * factor
            : throw Wrong(parameter, text, Takes(parameter));
    }

    static PolicyException Wrong(RuleParameter parameter, ConfigNode node, string takes) =>
        new(node.Place, $"{parameter.Name} takes {takes}, not {node.Kind}");
}
