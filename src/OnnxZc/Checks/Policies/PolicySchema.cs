using System.Text.Json;
using System.Text.Json.Nodes;

namespace OnnxZc.Checks.Policies;

/// <summary>The JSON schema of policies, by which editors complete and check them.</summary>
static class PolicySchema
{
    static readonly JsonSerializerOptions _options = new()
    {
        WriteIndented = true,
        NewLine = "\n",
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>The schema, as it is committed.</summary>
    /// <param name="rules">The rules that there are.</param>
    /// <param name="formats">The forms in which reports are written.</param>
    public static string Of(IReadOnlyList<RuleInfo> rules, IEnumerable<string> formats) => new JsonObject
    {
        ["$schema"] = "https://json-schema.org/draft/2020-12/schema",
        ["title"] = "onnxzc.yaml: what a repository demands of its ONNX models",
        ["type"] = "object",
        ["additionalProperties"] = false,
        ["properties"] = new JsonObject
        {
            ["models"] = Globs("The models; what a glob with ! in front matches is left out"),
            ["settings"] = Settings(),
            ["rules"] = Reference("rules"),
            ["overrides"] = List("What holds for some models instead; the last that names a model wins", Override()),
            ["waivers"] = List("What is excused, and why", Waiver()),
            ["outputs"] = Outputs(formats),
            ["fail-level"] = new JsonObject
            {
                ["description"] = "The level from which violations fail the check",
                ["enum"] = Names(RuleReader.Levels),
            },
        },
        ["$defs"] = new JsonObject
        {
            ["level"] = new JsonObject { ["enum"] = Names(RuleReader.Levels) },
            ["text"] = new JsonObject { ["type"] = new JsonArray("string", "number", "boolean") },
            ["rules"] = Rules(rules),
        },
    }.ToJsonString(_options) + "\n";

    static JsonObject Rules(IReadOnlyList<RuleInfo> rules) => Object(rules.Select(rule =>
        KeyValuePair.Create(rule.Id, (JsonNode)new JsonObject
        {
            ["description"] = rule.Demand,
            ["anyOf"] = new JsonArray(Reference("level"), RuleMap(rule)),
        })));

    static JsonObject RuleMap(RuleInfo rule) => Object(
        rule.Parameters
            .Select(parameter => KeyValuePair.Create(parameter.Name, (JsonNode)Parameter(parameter)))
            .Prepend(KeyValuePair.Create("level", (JsonNode)Reference("level"))));

    static JsonObject Parameter(RuleParameter parameter)
    {
        JsonObject text = parameter.Choices.Count > 0
            ? new() { ["enum"] = Names(parameter.Choices) }
            : new()
            {
                ["type"] = parameter.Kind switch
                {
                    ParameterKind.Flag => new JsonArray("boolean"),
                    ParameterKind.Text or ParameterKind.Texts => new JsonArray("string", "number", "boolean"),
                    _ => new JsonArray("number", "string"),
                },
            };
        JsonObject schema = parameter.Kind == ParameterKind.Texts
            ? new() { ["anyOf"] = new JsonArray(text, ListOf(text.DeepClone())) }
            : text;
        schema["description"] = RuleValue.DefaultOf(parameter) is { Length: > 0 } value
            ? $"{parameter.Text}; by default {value}"
            : parameter.Text;
        return schema;
    }

    static JsonObject Settings() => Described(
        "How models are scored: the command line's options without their dashes",
        Object(SettingCatalog.All.Select(setting => KeyValuePair.Create(setting.Name, (JsonNode)Described(
            $"{setting.Text}; by default {setting.Default}",
            setting.Form switch
            {
                SettingForm.Single => Reference("text"),
                SettingForm.Several => OneOrMore(),
                _ => new() { ["anyOf"] = new JsonArray(MapOfTexts(), OneOrMore()) },
            })))));

    static JsonObject Override() => Required(
        Object(
        [
            new("models", Globs("The models that it is for")),
            new("rules", Reference("rules")),
        ]),
        "models",
        "rules");

    static JsonObject Waiver() => Required(
        Object(
        [
            new("rule", new JsonObject { ["description"] = "The rule's id", ["type"] = "string" }),
            new("model", new JsonObject { ["description"] = "The model's path, or a glob", ["type"] = "string" }),
            new("reason", new JsonObject { ["description"] = "Why it is excused", ["type"] = "string" }),
            new("until", new JsonObject
            {
                ["description"] = "The last day on which it holds, such as 2030-12-31",
                ["type"] = "string",
                ["pattern"] = "^[0-9]{4}-[0-9]{2}-[0-9]{2}$",
            }),
            new("sha256", new JsonObject
            {
                ["description"] = "The hash of the file that it is for; another file is not excused",
                ["type"] = "string",
                ["pattern"] = "^[0-9A-Fa-f]{64}$",
            }),
        ]),
        "rule",
        "model",
        "reason");

    static JsonObject Outputs(IEnumerable<string> formats) => Described(
        "The reports to write: a file by its form, or - for stdout",
        Object(formats.Select(format =>
            KeyValuePair.Create(format, (JsonNode)new JsonObject { ["type"] = "string" }))));

    static JsonObject Object(IEnumerable<KeyValuePair<string, JsonNode>> properties) => new()
    {
        ["type"] = "object",
        ["additionalProperties"] = false,
        ["properties"] = new JsonObject(
            properties.Select(pair => KeyValuePair.Create(pair.Key, (JsonNode?)pair.Value))),
    };

    static JsonObject MapOfTexts() =>
        new() { ["type"] = "object", ["additionalProperties"] = Reference("text") };

    static JsonObject OneOrMore() =>
        new() { ["anyOf"] = new JsonArray(Reference("text"), ListOf(Reference("text"))) };

    static JsonObject ListOf(JsonNode item) => new() { ["type"] = "array", ["items"] = item };

    static JsonObject Globs(string text) => Described(text, OneOrMore());

    static JsonObject List(string text, JsonObject item) =>
        new() { ["description"] = text, ["type"] = "array", ["items"] = item };

    static JsonObject Required(JsonObject schema, params string[] names)
    {
        schema["required"] = Names(names);
        return schema;
    }

    static JsonObject Described(string text, JsonObject schema)
    {
        schema.Insert(0, "description", text);
        return schema;
    }

    static JsonArray Names(IEnumerable<string> names) => [.. names.Select(name => (JsonNode)name)];

    static JsonObject Reference(string name) => new() { ["$ref"] = $"#/$defs/{name}" };
}
