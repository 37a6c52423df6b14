using Newtonsoft.Json;
using Sqs.Compiler.Graph.Document;
using Sqs.Compiler.Graph.NumPy;
using Sqs.Compiler.Ir;
using Sqs.Compiler.Neurons;
using Sqs.Compiler.Neurons.Ansaetze;
using Sqs.Compiler.Neurons.Families;

namespace Sqs.Compiler.Graph.Format;

/// <summary>Writes a document as JSON, one row of numbers a line. Long lists are handed out instead, to go into a data file.</summary>
internal sealed class GraphJsonWriter : IDisposable
{
    private readonly RowJsonWriter _json;
    private readonly int _inlineLimit;
    private readonly string _dataFile;

    /// <summary>Starts a text.</summary>
    /// <param name="target">Takes the text.</param>
    /// <param name="inlineLimit">The length from which a list goes into the data file.</param>
    /// <param name="dataFile">Name of the data file.</param>
    public GraphJsonWriter(TextWriter target, int inlineLimit, string dataFile)
    {
        _json = new RowJsonWriter(target);
        _inlineLimit = inlineLimit;
        _dataFile = dataFile;
    }

    /// <summary>The arrays that belong into the data file, by name.</summary>
    public List<KeyValuePair<string, NpyArray>> DataArrays { get; } = [];

    /// <summary>Writes a document.</summary>
    /// <param name="document">The document.</param>
    public void Write(GraphDocument document)
    {
        _json.WriteStartObject();
        Member("version", GraphKeys.Version);
        Member("name", document.Name);
        Member("steps", document.Steps);
        Member("seed", document.Seed);
        Objects("inputs", document.Inputs, WriteInput);
        Objects("populations", document.Populations, WritePopulation);
        Objects("synapses", document.Synapses, synapse => WriteSynapse(synapse, document));
        _json.WritePropertyName("outputs");
        WriteRow(document.Outputs, _json.WriteValue);
        if (!document.Provenance.IsEmpty)
        {
            _json.WritePropertyName("provenance");
            _json.WriteStartObject();
            foreach ((string key, string value) in document.Provenance)
                Member(key, value);
            _json.WriteEndObject();
        }

        _json.WriteEndObject();
        _json.WriteRaw("\n");
    }

    /// <inheritdoc/>
    public void Dispose() => ((IDisposable)_json).Dispose();

    private void WriteInput(InputNode input)
    {
        Member("name", input.Name);
        Member("size", input.Size);
        if (input.Channels != 1)
            Member("channels", input.Channels);
    }

    private void WritePopulation(PopulationDocument population)
    {
        Member("name", population.Name);
        Member("size", population.Size);
        _json.WritePropertyName("neuron");
        ModelFamily<NeuronModel> family = NeuronFamilies.Of(population.Neuron);
        WriteModel("family", family, population.Neuron);
        if (population.Continues is { } continues)
            Member("continues", continues);
        EquatableArray<string> names = population.Neuron.ParameterNames;
        if (names.IsEmpty)
            return;
        _json.WritePropertyName("parameters");
        _json.WriteStartObject();
        for (int i = 0; i < names.Count; i++)
        {
            _json.WritePropertyName(names[i]);
            WriteNumbers(population.Parameters[i], $"{population.Name}.{names[i]}", [population.Size]);
        }

        _json.WriteEndObject();
    }

    private void WriteSynapse(SynapseDocument synapse, GraphDocument document)
    {
        Synapse shape = synapse.Shape;
        Member("name", shape.Name);
        Member("from", shape.From);
        Member("to", shape.To);
        Member("kind", GraphKeys.NameOf(shape.Kind));
        if (shape.Delay != 0)
            Member("delay", shape.Delay);
        if (shape.Kind == ConnectionKind.Sparse)
        {
            WriteIndices("sources", shape.Name, shape.Sources);
            WriteIndices("targets", shape.Name, shape.Targets);
        }

        PopulationDocument target = document.Populations.First(p => p.Name == shape.To);
        int channels = target.Neuron.Channels;
        int[] weightShape = shape.Kind == ConnectionKind.Dense
            ? [channels, target.Size, synapse.WeightCount / (channels * target.Size)]
            : [channels, synapse.WeightCount / channels];
        _json.WritePropertyName("weights");
        WriteNumbers(synapse.Weights, $"{shape.Name}.weights", WithoutLeadingOne(weightShape));
        if (synapse.Bias is null)
            return;
        _json.WritePropertyName("bias");
        WriteNumbers(synapse.Bias, $"{shape.Name}.bias", WithoutLeadingOne([channels, target.Size]));
    }

    private static int[] WithoutLeadingOne(int[] shape) => shape[0] == 1 ? shape[1..] : shape;

    private void WriteModel<TModel>(string selector, ModelFamily<TModel> family, TModel model)
    {
        _json.WriteStartObject();
        Member(selector, family.Name);
        ModelSettings settings = family.Describe(model);
        foreach (ModelSetting setting in family.Settings)
        {
            _json.WritePropertyName(setting.Name);
            switch (settings[setting.Name])
            {
                case Ansatz ansatz:
                    WriteModel("kind", AnsatzFamilies.All.First(f => f.Name == ansatz.Kind), ansatz);
                    break;
                case GateSource gate:
                    _json.WriteValue(gate.Text);
                    break;
                case var value:
                    _json.WriteValue(value);
                    break;
            }
        }

        _json.WriteEndObject();
    }

    private void WriteNumbers(NumberSource source, string name, int[] shape)
    {
        switch (source)
        {
            case ConstantInitializer constant:
                _json.WriteValue(constant.Value);
                break;
            case UniformInitializer uniform:
                WriteRule("uniform", uniform.Low, uniform.High);
                break;
            case NormalInitializer normal:
                WriteRule("normal", normal.Mean, normal.StandardDeviation);
                break;
            case LiteralNumbers literal when literal.Values.Count >= _inlineLimit:
                WriteReference(name, NpyArray.Of(literal.Values.AsSpan(), [.. shape]));
                break;
            case LiteralNumbers literal:
                int next = 0;
                WriteNested(literal.Values, shape, ref next);
                break;
        }
    }

    private void WriteIndices(string key, string synapse, EquatableArray<int> indices)
    {
        _json.WritePropertyName(key);
        if (indices.Count >= _inlineLimit)
            WriteReference($"{synapse}.{key}", NpyArray.Of(indices.AsSpan(), [indices.Count]));
        else
            WriteRow(indices, _json.WriteValue);
    }

    private void WriteReference(string name, NpyArray array)
    {
        DataArrays.Add(new(name, array));
        _json.WriteStartObject();
        Member("npz", _dataFile);
        Member("array", name);
        _json.WriteEndObject();
    }

    private void WriteRule(string key, double first, double second)
    {
        _json.WriteStartObject();
        _json.WritePropertyName(key);
        WriteRow([first, second], _json.WriteValue);
        _json.WriteEndObject();
    }

    private void WriteNested(EquatableArray<double> values, ReadOnlySpan<int> shape, ref int next)
    {
        if (shape.Length == 1)
        {
            WriteRow([.. values.AsSpan().Slice(next, shape[0])], _json.WriteValue);
            next += shape[0];
            return;
        }

        _json.WriteStartArray();
        for (int i = 0; i < shape[0]; i++)
            WriteNested(values, shape[1..], ref next);
        _json.WriteEndArray();
    }

    private void WriteRow<T>(EquatableArray<T> items, Action<T> write)
    {
        _json.WriteStartArray();
        _json.Formatting = Formatting.None;
        foreach (T item in items)
            write(item);
        _json.WriteEndArray();
        _json.Formatting = Formatting.Indented;
    }

    private void Objects<T>(string key, EquatableArray<T> items, Action<T> write)
    {
        _json.WritePropertyName(key);
        _json.WriteStartArray();
        foreach (T item in items)
        {
            _json.WriteStartObject();
            write(item);
            _json.WriteEndObject();
        }

        _json.WriteEndArray();
    }

    private void Member(string key, object value)
    {
        _json.WritePropertyName(key);
        _json.WriteValue(value);
    }

    /// <summary>A writer that puts a space behind the commas of a row.</summary>
    private sealed class RowJsonWriter : JsonTextWriter
    {
        public RowJsonWriter(TextWriter target)
            : base(target)
        {
            Formatting = Formatting.Indented;
            CloseOutput = false;
        }

        protected override void WriteValueDelimiter()
        {
            base.WriteValueDelimiter();
            if (Formatting == Formatting.None)
                WriteIndentSpace();
        }
    }
}
