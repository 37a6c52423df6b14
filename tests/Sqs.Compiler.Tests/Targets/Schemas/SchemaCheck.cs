using Newtonsoft.Json.Linq;

namespace Sqs.Compiler.Tests.Targets.Schemas;

/// <summary>Validates a document against a JSON Schema (draft 2020-12): the keywords of the schemas here. A keyword it does not know is an error of the schema.</summary>
internal sealed class SchemaCheck(JObject schema)
{
    /// <summary>What is wrong, as paths with the keyword that fails; empty for a valid document.</summary>
    public IReadOnlyList<string> Errors(JToken document)
    {
        var errors = new List<string>();
        Check(document, schema, "$", errors);
        return errors;
    }

    private bool Holds(JToken value, JToken rule)
    {
        var errors = new List<string>();
        Check(value, (JObject)rule, string.Empty, errors);
        return errors.Count == 0;
    }

    private void Check(JToken value, JObject rules, string path, List<string> errors)
    {
        foreach (JProperty rule in rules.Properties())
        {
            bool holds = rule.Name switch
            {
                "$schema" or "title" or "$defs" => true,
                "$ref" => Refer(value, (string)rule.Value!, path, errors),
                "type" => IsType(value, (string)rule.Value!),
                "const" => JToken.DeepEquals(value, rule.Value),
                "enum" => rule.Value.Any(option => JToken.DeepEquals(option, value)),
                "minimum" => value.Type is not (JTokenType.Integer or JTokenType.Float) || (double)value >= (double)rule.Value,
                "maximum" => value.Type is not (JTokenType.Integer or JTokenType.Float) || (double)value <= (double)rule.Value,
                "minItems" => value is not JArray least || least.Count >= (int)rule.Value,
                "maxItems" => value is not JArray most || most.Count <= (int)rule.Value,
                "uniqueItems" => value is not JArray items || items.Select(i => i.ToString()).Distinct().Count() == items.Count,
                "required" => value is not JObject owner || rule.Value.All(name => owner.ContainsKey((string)name!)),
                "additionalProperties" => (bool)rule.Value || value is not JObject known || known.Properties().All(p => ((JObject)rules["properties"]!).ContainsKey(p.Name)),
                "properties" => CheckProperties(value, (JObject)rule.Value, path, errors),
                "items" => CheckItems(value, (JObject)rule.Value, path, errors),
                "oneOf" => rule.Value.Count(option => Holds(value, option)) == 1,
                "anyOf" => rule.Value.Any(option => Holds(value, option)),
                "allOf" => rule.Value.All(option => Holds(value, option)),
                "not" => !Holds(value, rule.Value),
                _ => throw new NotSupportedException($"the schema uses {rule.Name}"),
            };
            if (!holds)
                errors.Add($"{path} {rule.Name}");
        }
    }

    private bool Refer(JToken value, string reference, string path, List<string> errors)
    {
        JToken target = reference["#/".Length..].Split('/').Aggregate((JToken)schema, (at, key) => at[key] ?? throw new KeyNotFoundException(reference));
        Check(value, (JObject)target, path, errors);
        return true;
    }

    private bool CheckProperties(JToken value, JObject rules, string path, List<string> errors)
    {
        foreach (JProperty rule in value is JObject owner ? rules.Properties().Where(r => owner.ContainsKey(r.Name)) : [])
            Check(value[rule.Name]!, (JObject)rule.Value, $"{path}.{rule.Name}", errors);
        return true;
    }

    private bool CheckItems(JToken value, JObject rules, string path, List<string> errors)
    {
        int i = 0;
        foreach (JToken item in value as JArray ?? [])
            Check(item, rules, $"{path}[{i++}]", errors);
        return true;
    }

    private static bool IsType(JToken value, string type) => type switch
    {
        "object" => value.Type == JTokenType.Object,
        "array" => value.Type == JTokenType.Array,
        "string" => value.Type == JTokenType.String,
        "integer" => value.Type == JTokenType.Integer,
        "number" => value.Type is JTokenType.Integer or JTokenType.Float,
        _ => throw new NotSupportedException(type),
    };
}
