using Sqs.Compiler.Diagnostics;
using Sqs.Compiler.Gates;
using Sqs.Compiler.Graph.Format.Json;
using Sqs.Compiler.Ir;
using Sqs.Compiler.Neurons;
using Sqs.Compiler.Neurons.Ansaetze;
using Sqs.Compiler.Neurons.Families;

namespace Sqs.Compiler.Graph.Format;

/// <summary>Reads neuron models and ansätze by the settings their families declare.</summary>
internal sealed class NeuronReader(ReadingContext context)
{
    private readonly Dictionary<string, CompositeGate> _gates = new(StringComparer.Ordinal);

    /// <summary>Reads a neuron model: the name of a family, or an object of <c>family</c> and settings.</summary>
    /// <param name="node">The value.</param>
    /// <param name="what">What it is, for messages.</param>
    /// <returns>The model, or null after a report.</returns>
    public NeuronModel? Read(JsonNode node, string what)
    {
        NeuronModel? model = ReadModel(node, what, "family", "neuron family", NeuronFamilies.All);
        if (model is null)
            return null;
        if (model.QubitCount > NeuronFamilies.MaximumQubits)
        {
            context.Report(GraphDiagnostics.TooManyQubits, node, model.Channels, model.MemoryQubits, model.QubitCount, NeuronFamilies.MaximumQubits);
            return null;
        }

        return model is not SqsNeuron { Ansatz: CustomAnsatz custom } sqs || Fits(node, sqs, custom) ? model : null;
    }

    private bool Fits(JsonNode node, SqsNeuron neuron, CustomAnsatz custom)
    {
        GateSource source = custom.Source;
        string name = source.Gate.Name;
        if (custom.QubitCount != neuron.QubitCount)
        {
            context.Report(
                GraphDiagnostics.CustomGate,
                node,
                $"gate '{name}' has {custom.QubitCount} qubits; a neuron of {neuron.IoQubits} channels and {neuron.Memory} memory qubits has {neuron.QubitCount}");
            return false;
        }

        foreach (CompositeGate gate in source.Definitions)
        {
            if (_gates.TryAdd(gate.Name, gate) || _gates[gate.Name] == gate)
                continue;
            context.Report(GraphDiagnostics.CustomGate, node, $"another population defines gate '{gate.Name}' differently; give them different names");
            return false;
        }

        return true;
    }

    private GateSource? ReadGate(JsonNode node, string what)
    {
        if (node is JsonScalarNode { Value: string text })
        {
            (GateSource? source, DiagnosticBag found) = GateSource.Parse(text, string.Empty);
            foreach (Diagnostic diagnostic in found)
            {
                if (diagnostic.Descriptor == GraphDiagnostics.CustomGate)
                    context.Report(node, diagnostic);
                else
                    context.Report(GraphDiagnostics.CustomGate, node, $"line {diagnostic.Span.Line}, column {diagnostic.Span.Column}: {diagnostic.Message} ({diagnostic.Code})");
            }

            return source;
        }

        if (node is not JsonObjectNode item)
        {
            context.ReportType(node, what, "OpenQASM text or { \"file\": name }");
            return null;
        }

        var view = new ObjectView(context, item, what, GraphKeys.GateFile);
        return view.Text("file", required: true) is { } file ? context.ReadGate(view.Optional("file")!, file) : null;
    }

    private TModel? ReadModel<TModel>(JsonNode node, string what, string selector, string kind, IReadOnlyList<ModelFamily<TModel>> families)
        where TModel : class
    {
        string[] names = [.. families.Select(f => f.Name)];
        if (node is JsonScalarNode { Value: string shorthand })
            return FindFamily(node, shorthand) is { } named ? ReadSettings(new JsonObjectNode(node.Place, []), what, selector, named) : null;
        if (node is not JsonObjectNode item)
        {
            context.ReportType(node, what, $"the name of a {kind} or an object with '{selector}'");
            return null;
        }

        if (item.Find(selector) is not { } member)
        {
            context.Report(GraphDiagnostics.MissingKey, node, what, selector, $"the name of a {kind}");
            return null;
        }

        if (member.Value is not JsonScalarNode { Value: string name })
        {
            context.ReportType(member.Value, $"'{selector}' of {what}", "a string");
            return null;
        }

        return FindFamily(member.Value, name) is { } family ? ReadSettings(item, what, selector, family) : null;

        ModelFamily<TModel>? FindFamily(JsonNode place, string wanted)
        {
            if (families.FirstOrDefault(f => f.Name == wanted) is { } found)
                return found;
            context.Report(GraphDiagnostics.UnknownChoice, place, kind, wanted, NameSuggestion.Clause(wanted, names), ReadingContext.List(names));
            return null;
        }
    }

    private TModel? ReadSettings<TModel>(JsonObjectNode node, string what, string selector, ModelFamily<TModel> family)
        where TModel : class
    {
        var view = new ObjectView(context, node, what, [selector, .. family.Settings.Select(s => s.Name)]);
        ModelSettings settings = Defaults(family.Settings);
        bool isSound = true;
        foreach (ModelSetting setting in family.Settings)
        {
            JsonNode? value = setting.Default is null ? view.Required(setting.Name, "a gate definition") : view.Optional(setting.Name);
            if (value is null)
                continue;
            object? read = ReadSetting(view, setting, value, what);
            isSound &= read is not null;
            if (read is not null)
                settings[setting.Name] = read;
        }

        return isSound && view.IsSound ? family.Create(settings) : null;
    }

    private object? ReadSetting(ObjectView view, ModelSetting setting, JsonNode value, string what) => setting.Kind switch
    {
        SettingKind.Integer => view.Integer(setting.Name, (int)setting.Minimum, (int)setting.Maximum, (int)setting.Default!),
        SettingKind.Number => ReadNumber(view, setting, value, what),
        SettingKind.Choice => view.Choice(setting.Name, $"'{setting.Name}'", setting.Choices),
        SettingKind.Gate => ReadGate(value, $"'{setting.Name}' of {what}"),
        _ => ReadModel(value, $"'{setting.Name}' of {what}", "kind", "ansatz", AnsatzFamilies.All),
    };

    private static object? ReadNumber(ObjectView view, ModelSetting setting, JsonNode value, string what)
    {
        if (value is not JsonScalarNode scalar || !scalar.TryGetNumber(out double number))
        {
            view.FailType(value, setting.Name, "a number");
            return null;
        }

        if (number >= setting.Minimum && number <= setting.Maximum)
            return number;
        view.Fail(GraphDiagnostics.OutOfRange, value, $"'{setting.Name}' of {what}", number, $"a number from {setting.Minimum} to {setting.Maximum}");
        return null;
    }

    private static ModelSettings Defaults(EquatableArray<ModelSetting> settings)
    {
        var values = new ModelSettings();
        foreach (ModelSetting setting in settings.Where(s => s.Default is not null))
            values[setting.Name] = setting.Default!;
        return values;
    }
}
