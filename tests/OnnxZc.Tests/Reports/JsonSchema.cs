using System.Text.Json;
using System.Text.RegularExpressions;

namespace OnnxZc.Tests.Reports;

/// <summary>
/// Checks documents against the part of JSON Schema 2020-12 that docs/score.schema.json uses, and more strictly: a
/// member that the schema does not mention is an error, so that output and schema cannot drift apart.
/// </summary>
sealed class JsonSchema(JsonElement root)
{
    public IReadOnlyList<string> Check(JsonElement value) => [.. Errors(root, value, "$")];

    public IReadOnlyList<string> Check(JsonElement value, string definition) =>
        [.. Errors(root.GetProperty("$defs").GetProperty(definition), value, "$")];

    IEnumerable<string> Errors(JsonElement schema, JsonElement value, string path)
    {
        if (schema.TryGetProperty("$ref", out var reference))
        {
            var target = root.GetProperty("$defs").GetProperty(reference.GetString()!["#/$defs/".Length..]);
            foreach (var error in Errors(target, value, path))
                yield return error;
        }

        if (schema.TryGetProperty("anyOf", out var choices)
            && choices.EnumerateArray().All(choice => Errors(choice, value, path).Any()))
            yield return $"{path} is {value}, which fits none of {choices}";
        if (schema.TryGetProperty("type", out var type) && !Names(type).Any(name => IsOfType(value, name)))
            yield return $"{path} is {value.ValueKind}, not {type}";
        if (schema.TryGetProperty("const", out var constant) && !JsonElement.DeepEquals(constant, value))
            yield return $"{path} is {value}, not {constant}";
        if (schema.TryGetProperty("enum", out var members)
            && !members.EnumerateArray().Any(member => JsonElement.DeepEquals(member, value)))
            yield return $"{path} is {value}, none of {members}";
        if (schema.TryGetProperty("pattern", out var pattern) && value.ValueKind == JsonValueKind.String
            && !Regex.IsMatch(value.GetString()!, pattern.GetString()!))
            yield return $"{path} is {value}, which does not match {pattern}";
        foreach (var error in value.ValueKind switch
        {
            JsonValueKind.Object when !IsElsewhere(schema) => ObjectErrors(schema, value, path),
            JsonValueKind.Array => ItemErrors(schema, value, path),
            _ => [],
        })
            yield return error;
    }

    // What another schema says of an object's members is all that is said of them.
    static bool IsElsewhere(JsonElement schema) =>
        schema.TryGetProperty("$ref", out _) || schema.TryGetProperty("anyOf", out _);

    IEnumerable<string> ObjectErrors(JsonElement schema, JsonElement value, string path)
    {
        var missing = schema.TryGetProperty("required", out var required)
            ? Names(required).Where(name => !value.TryGetProperty(name, out _))
            : [];
        foreach (var name in missing)
            yield return $"{path}.{name} is missing";
        foreach (var member in value.EnumerateObject())
        {
            var isDeclared = schema.TryGetProperty("properties", out var properties)
                & properties.ValueKind == JsonValueKind.Object;
            JsonElement rule = default;
            var isKnown = (isDeclared && properties.TryGetProperty(member.Name, out rule))
                || (schema.TryGetProperty("additionalProperties", out rule) && rule.ValueKind != JsonValueKind.False);
            if (!isKnown)
                yield return $"{path}.{member.Name} is not in the schema";
            foreach (var error in isKnown ? Errors(rule, member.Value, $"{path}.{member.Name}") : [])
                yield return error;
        }
    }

    IEnumerable<string> ItemErrors(JsonElement schema, JsonElement value, string path) =>
        schema.TryGetProperty("items", out var rule)
        ? value.EnumerateArray().SelectMany((item, index) => Errors(rule, item, $"{path}[{index}]"))
        : [];

    static IEnumerable<string> Names(JsonElement type) => type.ValueKind == JsonValueKind.Array
        ? type.EnumerateArray().Select(name => name.GetString()!)
        : [type.GetString()!];

    static bool IsOfType(JsonElement value, string name) => name switch
    {
        "object" => value.ValueKind == JsonValueKind.Object,
        "array" => value.ValueKind == JsonValueKind.Array,
        "string" => value.ValueKind == JsonValueKind.String,
        "null" => value.ValueKind == JsonValueKind.Null,
        "integer" => value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out _),
        "number" => value.ValueKind == JsonValueKind.Number,
        "boolean" => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
        _ => false,
    };
}
