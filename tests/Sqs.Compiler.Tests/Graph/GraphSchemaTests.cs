using Newtonsoft.Json.Linq;
using Sqs.Compiler.Graph.Format;
using Sqs.Compiler.Neurons.Families;

namespace Sqs.Compiler.Tests.Graph;

public sealed class GraphSchemaTests
{
    private static readonly JObject Schema = JObject.Parse(GraphSchema.Read());

    [Test]
    public void The_schema_and_the_reader_know_the_same_keys()
    {
        Assert.That(Schema["$schema"]!.Value<string>(), Is.EqualTo("https://json-schema.org/draft/2020-12/schema"));
        Assert.That(Keys(Schema), Is.EqualTo(GraphKeys.Document));
        Assert.That(Keys(Definition("input")), Is.EqualTo(GraphKeys.Input));
        Assert.That(Keys(Definition("population")), Is.EqualTo(GraphKeys.Population));
        Assert.That(Keys(Definition("synapse")), Is.EqualTo(GraphKeys.Synapse));
        Assert.That(Keys(Definition("file")), Is.EqualTo(GraphKeys.File));
        Assert.That(Definition("synapse")["properties"]!["kind"]!["enum"]!.Values<string>(), Is.EqualTo(GraphKeys.Kinds));
        Assert.That(Definition("numbers")["oneOf"]!.OfType<JObject>().Where(o => o["properties"] is not null).Select(o => Keys(o)), Is.EqualTo(new[] { GraphKeys.Uniform, GraphKeys.Normal }));
    }

    [Test]
    public void The_schema_lists_every_neuron_family_with_its_settings() => AssertFamilies("neuron", "family", NeuronFamilies.All);

    [Test]
    public void The_schema_lists_every_ansatz_with_its_settings() => AssertFamilies("ansatz", "kind", AnsatzFamilies.All);

    [Test]
    public void References_of_the_schema_lead_somewhere()
    {
        string[] references = [.. Schema.Descendants().OfType<JProperty>().Where(p => p.Name == "$ref").Select(p => p.Value.Value<string>()!)];
        Assert.That(references, Is.Not.Empty);
        Assert.That(references.Select(r => r["#/$defs/".Length..]).Distinct(), Is.SubsetOf(((JObject)Schema["$defs"]!).Properties().Select(p => p.Name)));
    }

    private static void AssertFamilies<TModel>(string definition, string selector, IReadOnlyList<ModelFamily<TModel>> families)
    {
        JObject[] options = [.. Definition(definition)["oneOf"]!.OfType<JObject>()];
        Assert.That(options[0]["enum"]!.Values<string>(), Is.EqualTo(families.Where(f => f.Settings.All(s => s.Default is not null)).Select(f => f.Name)));
        foreach ((JObject option, ModelFamily<TModel> family) in options.Skip(1).Zip(families))
        {
            Assert.That(option["properties"]![selector]!["const"]!.Value<string>(), Is.EqualTo(family.Name));
            Assert.That(Keys(option), Is.EqualTo(new[] { selector }.Concat(family.Settings.Select(s => s.Name))));
            foreach (ModelSetting setting in family.Settings.Where(s => s.Kind == SettingKind.Integer))
            {
                JToken property = option["properties"]![setting.Name]!;
                Assert.That(property["minimum"]!.Value<double>(), Is.EqualTo(setting.Minimum));
                Assert.That(property["maximum"]!.Value<double>(), Is.EqualTo(setting.Maximum));
                Assert.That(property["default"]!.Value<int>(), Is.EqualTo(setting.Default));
            }
        }

        Assert.That(options, Has.Length.EqualTo(families.Count + 1));
    }

    private static JObject Definition(string name) => (JObject)Schema["$defs"]![name]!;

    private static IEnumerable<string> Keys(JObject schema) => ((JObject)schema["properties"]!).Properties().Select(p => p.Name);
}
