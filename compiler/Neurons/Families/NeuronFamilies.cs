using System.Collections.Immutable;

namespace Sqs.Compiler.Neurons.Families;

/// <summary>The neuron families that graph documents can name.</summary>
public static class NeuronFamilies
{
    /// <summary>The most qubits a neuron may have: a trajectory then fits 2^12 amplitudes and its contracted step a few megabytes.</summary>
    public const int MaximumQubits = 12;

    /// <summary>The families.</summary>
    public static ImmutableArray<ModelFamily<NeuronModel>> All { get; } =
    [
        new(
            SqsNeuron.FamilyName,
            "Stochastic quantum spiking neuron: measured channel qubits and memory qubits that keep their state.",
            [
                ModelSetting.Integer("io", 1, 1, MaximumQubits, "Channels: input-output qubits, bits of a spike."),
                ModelSetting.Integer("memory", 1, 0, MaximumQubits - 1, "Memory qubits."),
                ModelSetting.OfAnsatz("ansatz", "The circuit between encoding and measurement."),
            ],
            s => new SqsNeuron(s.Integer("io"), s.Integer("memory"), s.Ansatz("ansatz")),
            n => Describe((SqsNeuron)n)),
        new(
            LastSpikeNeuron.FamilyName,
            "The classical control of the SQS neuron: remembers its last spike and nothing else.",
            [],
            _ => new LastSpikeNeuron(),
            _ => new ModelSettings()),
        new(
            LeakyNeuron.FamilyName,
            "Leaky integrate-and-fire, a classical control without a circuit.",
            [],
            _ => new LeakyNeuron(),
            _ => new ModelSettings()),
        new(
            LogisticNeuron.FamilyName,
            "Probabilistic neuron of a generalized linear model, a classical control without a circuit.",
            [],
            _ => new LogisticNeuron(),
            _ => new ModelSettings()),
    ];

    /// <summary>The family of a model.</summary>
    /// <param name="model">The model.</param>
    /// <returns>Its family.</returns>
    public static ModelFamily<NeuronModel> Of(NeuronModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        return All.First(f => f.Name == model.Family);
    }

    private static ModelSettings Describe(SqsNeuron neuron) =>
        new() { ["io"] = neuron.IoQubits, ["memory"] = neuron.Memory, ["ansatz"] = neuron.Ansatz };
}
