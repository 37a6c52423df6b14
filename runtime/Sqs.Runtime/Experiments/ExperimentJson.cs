using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using Newtonsoft.Json.Serialization;
using Sqs.Runtime.Learning.Rules;

namespace Sqs.Runtime.Experiments;

/// <summary>The JSON of experiment files and results: strict about keys, names in camel case.</summary>
internal static class ExperimentJson
{
    /// <summary>A serializer.</summary>
    /// <param name="rules">The learning rules that settings can name.</param>
    /// <returns>The serializer.</returns>
    public static JsonSerializer Create(LearningRuleCatalog rules) => JsonSerializer.Create(new JsonSerializerSettings
    {
        MissingMemberHandling = MissingMemberHandling.Error,
        NullValueHandling = NullValueHandling.Ignore,
        ObjectCreationHandling = ObjectCreationHandling.Replace,
        Formatting = Formatting.Indented,
        FloatParseHandling = FloatParseHandling.Double,
        ContractResolver = new DefaultContractResolver { NamingStrategy = new CamelCaseNamingStrategy { ProcessDictionaryKeys = false } },
        Converters = { new RuleConverter(rules) },
    });

    private sealed class RuleConverter(LearningRuleCatalog rules) : JsonConverter<LearningRuleOptions>
    {
        private const string Kind = "kind";

        public override bool CanWrite => false;

        public override LearningRuleOptions ReadJson(JsonReader reader, Type objectType, LearningRuleOptions? existingValue, bool hasExistingValue, JsonSerializer serializer)
        {
            JObject settings = JObject.Load(reader);
            string? name = settings[Kind]?.Value<string>();
            if (name is null || rules.Find(name) is not { } type)
                throw new JsonSerializationException($"a rule has a 'kind', one of {string.Join(", ", rules.Names)}");
            settings.Remove(Kind);

            // The type itself is read by its own contract, not by this converter.
            object rule = Activator.CreateInstance(type)!;
            var contract = (JsonObjectContract)serializer.ContractResolver.ResolveContract(type);
            foreach (JProperty setting in settings.Properties())
            {
                JsonProperty property = contract.Properties.GetClosestMatchProperty(setting.Name) is { Writable: true, Ignored: false } found
                    ? found
                    : throw new JsonSerializationException($"the rule '{name}' has no setting '{setting.Name}'");
                object? value = property.Converter is { CanRead: true } own
                    ? own.ReadJson(Started(setting.Value), property.PropertyType!, null, serializer)
                    : setting.Value.ToObject(property.PropertyType!, serializer);
                property.ValueProvider!.SetValue(rule, value);
            }

            return (LearningRuleOptions)rule;
        }

        public override void WriteJson(JsonWriter writer, LearningRuleOptions? value, JsonSerializer serializer) => throw new NotSupportedException();

        private static JsonReader Started(JToken token)
        {
            JsonReader reader = token.CreateReader();
            reader.Read();
            return reader;
        }
    }
}
