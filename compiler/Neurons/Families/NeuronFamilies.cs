using System.Collections.Immutable;
using Sqs.Compiler.Ir;

namespace Sqs.Compiler.Neurons.Families;

/// <summary>The neuron families that graph documents can name.</summary>
public static class NeuronFamilies
{
    /// <summary>The most qubits a neuron may have: a trajectory then fits 2^12 amplitudes and its contracted step a few megabytes.</summary>
    public const int MaximumQubits = 12;

    private const string Sharpness = "a";
    private const string Shape = "f";
    private const string Strength = "g";

    private static readonly EquatableArray<string> Shapes = ["tanh", "hard-tanh"];

    private static readonly EquatableArray<string> Compared = ["step", "sum"];

    private static readonly EquatableArray<string> Leaks = ["published", "physical"];

    private static readonly EquatableArray<ModelSetting> NaturalSettings =
    [
        ModelSetting.Number(Sharpness, 0, 0, 1e6, "Softness of the sign; 0 is classical."),
        ModelSetting.Choice(Shape, Shapes, "The soft sign of z / a."),
    ];

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
        new(
            NaturalRotationNeuron.FamilyName,
            "Natural quantization by rotation: a measured qubit that a soft sign of the current turns; heard as +1 and -1.",
            NaturalSettings,
            s => new NaturalRotationNeuron(s.Number(Sharpness), FunctionOf(s)),
            n => Describe((NaturalNeuron)n)),
        new(
            NaturalWeakNeuron.FamilyName,
            "Natural quantization by weak measurement: an ancilla reads the qubit with the strength g; heard as +1 and -1.",
            [.. NaturalSettings, ModelSetting.Number(Strength, 0.5 * Math.PI, 0, 0.5 * Math.PI, "Strength of the measurement, radians; pi/2 is projective.")],
            s => new NaturalWeakNeuron(s.Number(Sharpness), FunctionOf(s), s.Number(Strength)),
            n =>
            {
                ModelSettings settings = Describe((NaturalNeuron)n);
                settings[Strength] = ((NaturalWeakNeuron)n).Strength;
                return settings;
            }),
        new(
            QlifNeuron.FamilyName,
            "Quantum leaky integrate-and-fire: a population that rotations drive, estimated by many shots a step; two weight matrices.",
            [
                ModelSetting.Choice("leak", Leaks, "As in the published code, or as a relaxing qubit."),
                ModelSetting.Number("threshold", 0.75, 0, 1, "Population above which it spikes."),
                ModelSetting.Number("t1", 60, 1e-6, 1e9, "Relaxation time, in the unit of 200 |W_t x|."),
                ModelSetting.Integer("shots", 0, 0, 100_000, "Shots that estimate the population in each step; 0 for the exact one."),
            ],
            s => new QlifNeuron((QlifLeak)Leaks.AsSpan().IndexOf(s.Word("leak")), s.Number("threshold"), s.Number("t1"), s.Integer("shots")),
            n => Describe((QlifNeuron)n)),
        new(
            WinnerNeuron.FamilyName,
            "A classical readout without a circuit: the neuron with the largest current spikes; its currents are logits.",
            [ModelSetting.Choice("of", Compared, "What is compared: the current of each step, or the sum of all so far.")],
            s => new WinnerNeuron(s.Word("of") == Compared[1]),
            n => new ModelSettings { ["of"] = Compared[((WinnerNeuron)n).Sums ? 1 : 0] }),
    ];

    /// <summary>The family of a model.</summary>
    /// <param name="model">The model.</param>
    /// <returns>Its family.</returns>
    public static ModelFamily<NeuronModel> Of(NeuronModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        return All.First(f => f.Name == model.Family);
    }

    private static NaturalFunction FunctionOf(ModelSettings settings) => (NaturalFunction)Shapes.AsSpan().IndexOf(settings.Word(Shape));

    private static ModelSettings Describe(NaturalNeuron neuron) =>
        new() { [Sharpness] = neuron.Sharpness, [Shape] = Shapes[(int)neuron.Function] };

    private static ModelSettings Describe(QlifNeuron neuron) => new()
    {
        ["leak"] = Leaks[(int)neuron.Leak],
        ["threshold"] = neuron.Threshold,
        ["t1"] = neuron.RelaxationTime,
        ["shots"] = neuron.Shots,
    };

    private static ModelSettings Describe(SqsNeuron neuron) =>
        new() { ["io"] = neuron.IoQubits, ["memory"] = neuron.Memory, ["ansatz"] = neuron.Ansatz };
}
