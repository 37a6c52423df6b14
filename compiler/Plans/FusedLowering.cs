using Sqs.Compiler.Diagnostics;
using Sqs.Compiler.Graph;
using Sqs.Compiler.Graph.Analysis;
using Sqs.Compiler.Ir;
using Sqs.Compiler.Ir.Expressions;
using Sqs.Compiler.Ir.Types;
using Sqs.Compiler.Neurons;
using Sqs.Compiler.Targets;

namespace Sqs.Compiler.Plans;

/// <summary>
/// Lowers a whole graph into one program. Names are those of the layered plan; an encoding angle that depends on measured bits carries the pattern
/// behind it, <c>z_POPULATION_NEURON_tSTEP_kPATTERN</c>.
/// </summary>
internal sealed class FusedLowering(NetworkGraph graph, Target target, FusedPlanOptions options, DiagnosticBag diagnostics)
{
    private readonly CircuitBuilder _builder = new($"{graph.Name}/fused");
    private readonly Dictionary<string, NeuronGroup> _groups = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Expression[]> _parameters = new(StringComparer.Ordinal);
    private readonly List<FusedEncoding> _encodings = [];
    private int _inputs;

    /// <summary>Lowers the graph.</summary>
    /// <returns>The plan; only meaningful when nothing was reported.</returns>
    public FusedPlan Lower()
    {
        foreach (Population population in graph.Populations)
            Declare(population);
        if (_builder.QubitCount > target.QubitCount)
            diagnostics.Report(TargetDiagnostics.TooWide, SourceSpan.None, _builder.QubitCount, target.QubitCount);

        // Within a step, spikes flow along the synapses without delay, which have no cycle.
        NetworkGraph instant = graph with { Synapses = [.. graph.Synapses.Where(s => s.Delay == 0)] };
        EquatableArray<string> cycle = LayerOrder.Find(instant, out EquatableArray<EquatableArray<string>> layers);
        if (!cycle.IsEmpty)
            diagnostics.Report(GraphDiagnostics.ZeroDelayCycle, SourceSpan.None, string.Join(" -> ", cycle));
        var feedForward = new FeedForwardLowering(_builder, target, options, diagnostics);
        for (int step = 0; step < graph.Steps; step++)
        {
            foreach (string name in layers.SelectMany(l => l))
                AppendStep(_groups[name], step, feedForward);
        }

        feedForward.CheckBudget();
        return new FusedPlan(graph, _builder.Build(), [.. graph.Populations.Select(p => _groups[p.Name])], [.. _encodings], [.. feedForward.Decisions]);
    }

    private void Declare(Population population)
    {
        EquatableArray<string> names = population.Neuron.ParameterNames;
        var parameters = new Expression[population.Parameters.Count];
        int first = options.Parameters == ParameterBinding.Inputs && parameters.Length > 0 ? _inputs : -1;
        for (int i = 0; i < parameters.Length; i++)
        {
            parameters[i] = first < 0
                ? Expression.Float(population.Parameters[i])
                : Input($"p_{population.Name}_{i / names.Count}_{names[i % names.Count]}", ClassicalType.Float);
        }

        int firstQubit = population.Continues is { } source
            ? _groups[source].FirstQubit
            : _builder.Qubits($"q_{population.Name}", population.Size * population.Neuron.QubitCount).Offset;
        int bit = _builder.BitCount;
        for (int step = 0; step < graph.Steps; step++)
            _builder.Bits(new SpikeRegisterName(population.Name, step).ToString(), population.Size * population.Neuron.Channels);
        _parameters.Add(population.Name, parameters);
        _groups.Add(population.Name, new NeuronGroup(population, 0, population.Size, firstQubit, bit, first, [.. Enumerable.Repeat(-1, graph.Steps)]));
    }

    private InputExpression Input(string name, ClassicalType type)
    {
        _inputs++;
        return _builder.Input(name, type);
    }

    private void AppendStep(NeuronGroup group, int step, FeedForwardLowering feedForward)
    {
        NeuronModel model = group.Population.Neuron;
        List<PlannedCurrent> currents = [];
        for (int neuron = 0; neuron < group.Count; neuron++)
        {
            for (int channel = 0; channel < model.Channels; channel++)
            {
                if (Plan(group, neuron, step, channel) is { } current)
                    currents.Add(current);
            }
        }

        _builder.Origin = Origin.Graph(group.Population.Name, -1, step);
        feedForward.Append(group, step, currents);
        Span<int> bits = stackalloc int[model.Channels];
        var none = new Expression?[model.Channels];
        int names = model.ParameterNames.Count;
        for (int neuron = 0; neuron < group.Count; neuron++)
        {
            for (int channel = 0; channel < bits.Length; channel++)
                bits[channel] = group.Bit(neuron, step, channel);
            _builder.Origin = Origin.Graph(group.Population.Name, neuron, step);
            model.AppendStep(
                _builder, group.QubitsOf(neuron), none, _parameters[group.Population.Name].AsSpan(neuron * names, names), bits, isLastStep: step == graph.Steps - 1 && !graph.Populations.Any(p => p.Continues == group.Population.Name));
        }
    }

    private PlannedCurrent? Plan(NeuronGroup group, int neuron, int step, int channel)
    {
        string name = group.Population.Name;
        var heard = new SortedDictionary<int, double>();
        double bias = 0;
        bool isExternal = false;
        foreach (Synapse synapse in graph.Synapses.Where(s => s.To == name))
        {
            bias += synapse.Bias.IsEmpty ? 0 : synapse.Bias[(channel * group.Count) + neuron];
            if (step < synapse.Delay)
                continue;
            if (_groups.TryGetValue(synapse.From, out NeuronGroup? source))
                bias += Hear(synapse, source, group, neuron, step - synapse.Delay, channel, heard);
            else
                isExternal = true;
        }

        EquatableArray<HeardBit> bits = [.. heard.Where(h => h.Value != 0).Select(h => new HeardBit(h.Key, h.Value))];
        if (!isExternal && bits.IsEmpty && group.Population.Neuron.EncodingAngle(bias) == 0)
            return null;
        int first = isExternal ? _inputs : -1;
        var encoding = new FusedEncoding(name, neuron, step, channel, bits, first);
        _encodings.Add(encoding);
        if (bits.Count > options.MaximumTableBits)
            return new PlannedCurrent(encoding, [], bias, group.Population.Neuron.HasLinearEncoding);
        var angles = new Expression[1 << bits.Count];
        for (int pattern = 0; pattern < angles.Length; pattern++)
        {
            string suffix = $"{(group.Population.Neuron.Channels == 1 ? string.Empty : $"_c{channel}")}{(bits.IsEmpty ? string.Empty : $"_k{pattern}")}";
            angles[pattern] = isExternal
                ? Input($"z_{name}_{neuron}_t{step}{suffix}", ClassicalType.Angle)
                : Expression.Float(encoding.AngleOf(group.Population.Neuron, bias, pattern));
        }

        return new PlannedCurrent(encoding, angles, bias, group.Population.Neuron.HasLinearEncoding);
    }

    // What silence contributes comes back: signed neurons are heard as -1 then, and a spike adds twice the weight.
    private static double Hear(Synapse synapse, NeuronGroup source, NeuronGroup target, int neuron, int step, int channel, SortedDictionary<int, double> heard)
    {
        int sent = source.Population.Neuron.Channels == 1 ? 0 : channel;
        bool isSigned = source.Population.Neuron.IsSigned;
        double silence = 0;
        switch (synapse.Kind)
        {
            case ConnectionKind.Dense:
                for (int i = 0; i < source.Count; i++)
                    Add(i, synapse.Weights[(((channel * target.Count) + neuron) * source.Count) + i]);
                break;
            case ConnectionKind.OneToOne:
                Add(neuron, synapse.Weights[(channel * target.Count) + neuron]);
                break;
            default:
                for (int i = 0; i < synapse.Targets.Count; i++)
                {
                    if (synapse.Targets[i] == neuron)
                        Add(synapse.Sources[i], synapse.Weights[(channel * synapse.Targets.Count) + i]);
                }

                break;
        }

        return silence;

        void Add(int from, double weight)
        {
            int bit = source.Bit(from, step, sent);
            heard[bit] = heard.GetValueOrDefault(bit) + (isSigned ? 2 * weight : weight);
            silence -= isSigned ? weight : 0;
        }
    }
}
