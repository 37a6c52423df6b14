using System.Globalization;
using Sqs.Compiler.Diagnostics;
using Sqs.Compiler.Graph.Document;
using Sqs.Compiler.Graph.Format.Json;
using Sqs.Compiler.Ir;

namespace Sqs.Compiler.Graph.Format;

/// <summary>Turns the JSON tree of a document into a <see cref="GraphDocument"/>, reporting everything that does not fit.</summary>
internal sealed class GraphBinder(ReadingContext context)
{
    private readonly NodeTable _nodes = new(context);
    private readonly NumberReader _numbers = new(context);
    private readonly NeuronReader _neurons = new(context);

    /// <summary>Binds a document.</summary>
    /// <param name="root">The root of the tree.</param>
    /// <returns>The document; only meaningful when nothing was reported as an error.</returns>
    public GraphDocument? Bind(JsonNode root)
    {
        if (root is not JsonObjectNode node)
        {
            context.ReportType(root, "the document", "an object");
            return null;
        }

        if (!IsVersionSupported(node))
            return null;
        var view = new ObjectView(context, node, "the document", GraphKeys.Document);
        view.Text("$schema", required: false);
        string? name = view.Text("name", required: true);
        int steps = view.Integer("steps", 1, GraphLimits.Steps, fallback: null);
        ulong seed = view.Unsigned("seed");
        InputNode[] inputs = [.. Objects(view, "inputs", required: false).Select(BindInput).OfType<InputNode>()];
        PopulationDocument[] populations = BindPopulations(view);
        var reader = new SynapseReader(context, _nodes, _numbers);
        SynapseDocument[] synapses = [.. Objects(view, "synapses", required: false).Select(reader.Bind).OfType<SynapseDocument>()];
        reader.ReportCycles();
        CheckContinued(view, populations, synapses, steps);
        string[] outputs = BindOutputs(view);
        if (!context.HasErrors)
            _nodes.ReportUnused(outputs);
        return new GraphDocument
        {
            Name = name ?? string.Empty,
            Steps = steps,
            Seed = seed,
            Inputs = [.. inputs],
            Populations = [.. populations],
            Synapses = [.. synapses],
            Outputs = [.. outputs],
            Provenance = [.. BindProvenance(view)],
        };
    }

    // A document of another version may differ anywhere, so nothing else about it is said.
    private bool IsVersionSupported(JsonObjectNode node)
    {
        JsonNode? version = new ObjectView(context, node, "the document", [.. node.Members.Select(m => m.Key)]).Required("version", $"the number {GraphKeys.Version}");
        if (version is null)
            return true;
        if (version is JsonScalarNode scalar && scalar.TryGetInteger(out System.Numerics.BigInteger number) && number == GraphKeys.Version)
            return true;
        string actual = version is JsonScalarNode { Value: { } value } ? string.Create(CultureInfo.InvariantCulture, $"{value}") : version.Description;
        context.Report(GraphDiagnostics.UnsupportedVersion, version, actual, GraphKeys.Version);
        return false;
    }

    private IEnumerable<JsonObjectNode> Objects(ObjectView view, string key, bool required)
    {
        foreach (JsonNode item in view.Items(key, required, "an array of objects"))
        {
            if (item is JsonObjectNode node)
                yield return node;
            else
                context.ReportType(item, $"an item of '{key}'", "an object");
        }
    }

    private InputNode? BindInput(JsonObjectNode node)
    {
        var view = new ObjectView(context, node, "the input", GraphKeys.Input);
        string? name = view.Name("name", required: true);
        int size = view.Integer("size", 1, GraphLimits.Size, fallback: null);
        int channels = view.Integer("channels", 1, Neurons.Families.NeuronFamilies.MaximumQubits, fallback: 1);
        return _nodes.Declare(view, name, size, channels, isPopulation: false) ? new InputNode(name!, size, channels) : null;
    }

    private PopulationDocument[] BindPopulations(ObjectView view)
    {
        PopulationDocument[] populations = [.. Objects(view, "populations", required: true).Select(BindPopulation).OfType<PopulationDocument>()];
        if (view.Optional("populations") is { } list && view.Items("populations", required: false, string.Empty).Count == 0 && list is JsonNumbersNode)
            context.Report(GraphDiagnostics.OutOfRange, list, "'populations'", "empty", "an array of at least one population");
        return populations;
    }

    private PopulationDocument? BindPopulation(JsonObjectNode node)
    {
        string what = node.Find("name")?.Value is JsonScalarNode { Value: string known } ? $"population '{known}'" : "the population";
        var view = new ObjectView(context, node, what, GraphKeys.Population);
        string? name = view.Name("name", required: true);
        int size = view.Integer("size", 1, GraphLimits.Size, fallback: null);
        Neurons.NeuronModel? model = view.Required("neuron", "a neuron family") is { } neuron ? _neurons.Read(neuron, $"'neuron' of {what}") : null;
        int? knownSize = view.IsSound ? size : null;
        NumberSource[]? parameters = model is null ? null : BindParameters(view, model, what, knownSize);
        bool isDeclared = _nodes.Declare(view, name, size, model?.Channels, isPopulation: true);
        return isDeclared && model is not null && parameters is not null
            ? new PopulationDocument(name!, size, model, [.. parameters]) { Continues = view.Text("continues", required: false) }
            : null;
    }

    // Qubits that go on have one owner at a time, known before they are needed.
    private void CheckContinued(ObjectView document, PopulationDocument[] populations, SynapseDocument[] synapses, int steps)
    {
        var free = new Dictionary<string, PopulationDocument>(StringComparer.Ordinal);
        foreach (PopulationDocument population in populations)
        {
            if (population.Continues is { } name)
            {
                string? wrong = !free.Remove(name, out PopulationDocument? source) ? $"no population listed before it whose qubits are free is called '{name}'"
                    : population.Neuron is not Neurons.NaturalNeuron ? $"neurons of the family '{population.Neuron.Family}' keep their own qubits"
                    : source.Size != population.Size || source.Neuron.Family != population.Neuron.Family ? $"'{name}' has another size or family"
                    : !Array.Exists(synapses, s => s.Shape.From == name && s.Shape.To == population.Name) ? $"no synapse leads from '{name}' to it, so there is no order between them"
                    : steps != 1 ? $"the graph has {steps} steps, not one"
                    : null;
                if (wrong is not null)
                    context.Report(GraphDiagnostics.Continues, document.Optional("populations")!, population.Name, wrong);
            }

            free.TryAdd(population.Name, population);
        }
    }

    private NumberSource[]? BindParameters(ObjectView owner, Neurons.NeuronModel model, string what, int? size)
    {
        EquatableArray<string> names = model.ParameterNames;
        long count = (long)(size ?? 0) * names.Count;
        if (count > GraphLimits.Numbers)
        {
            owner.Fail(GraphDiagnostics.TooLarge, owner.Node, what, count, GraphLimits.Numbers);
            return null;
        }

        JsonNode? value = names.IsEmpty ? owner.Optional("parameters") : owner.Required("parameters", $"an object with {ReadingContext.List(names)}");
        if (value is null)
            return names.IsEmpty ? [] : null;
        if (value is not JsonObjectNode node)
        {
            owner.FailType(value, "parameters", $"an object with {ReadingContext.List(names)}");
            return null;
        }

        var view = new ObjectView(context, node, $"'parameters' of {what}", [.. names, GraphKeys.Wildcard]);
        var sources = new NumberSource?[names.Count];
        EquatableArray<int>? shape = size is { } known ? [known] : null;
        JsonNode? rest = view.Optional(GraphKeys.Wildcard);
        NumberSource? fallback = rest is null ? null : _numbers.Read(rest, $"parameter '{GraphKeys.Wildcard}' of {what}", shape);
        for (int i = 0; i < sources.Length; i++)
        {
            if (view.Optional(names[i]) is { } item)
                sources[i] = _numbers.Read(item, $"parameter '{names[i]}' of {what}", shape);
            else if (rest is not null)
                sources[i] = fallback;
            else
                view.Required(names[i], $"a value, or '{GraphKeys.Wildcard}' for all names left out");
        }

        NumberSource[] sound = [.. sources.OfType<NumberSource>()];
        return sound.Length == sources.Length ? sound : null;
    }

    private string[] BindOutputs(ObjectView view)
    {
        var outputs = new List<string>();
        foreach (JsonNode item in view.Items("outputs", required: true, "an array of population names"))
        {
            if (item is not JsonScalarNode { Value: string name })
                context.ReportType(item, "an item of 'outputs'", "the name of a population");
            else if (_nodes.Find(item, name, isPopulation: true) is not null)
                outputs.Add(name);
        }

        if (view.Optional("outputs") is JsonNumbersNode { Values.Length: 0 } list)
            context.Report(GraphDiagnostics.OutOfRange, list, "'outputs'", "empty", "an array of at least one population name");
        return [.. outputs];
    }

    private List<KeyValuePair<string, string>> BindProvenance(ObjectView view)
    {
        var pairs = new List<KeyValuePair<string, string>>();
        switch (view.Optional("provenance"))
        {
            case null:
                break;
            case JsonObjectNode node:
                foreach (JsonMember member in node.Members)
                {
                    if (member.Value is JsonScalarNode { Value: string text })
                        pairs.Add(new(member.Key, text));
                    else
                        context.ReportType(member.Value, $"'{member.Key}' of 'provenance'", "a string");
                }

                break;
            case { } other:
                view.FailType(other, "provenance", "an object of strings");
                break;
        }

        return pairs;
    }
}
