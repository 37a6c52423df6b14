using Sqs.Compiler.Neurons;
using Sqs.Compiler.Neurons.Ansaetze;
using Sqs.Runtime.Execution.Dynamics;
using Sqs.Simulation.Batched.Neurons;

namespace Sqs.Runtime.Execution.Batched;

/// <summary>The neuron families with kernels in single precision.</summary>
internal static class BatchedFamilies
{
    /// <summary>What has kernels, for people.</summary>
    public const string Names = "sqs with io = 1, last-spike, lif, glm, natural-rotation, natural-weak, qlif with shots = 0 and, with up to 128 neurons, winner";

    /// <summary>Whether a model has kernels.</summary>
    /// <param name="model">The model.</param>
    /// <returns>Whether <see cref="Create"/> knows it.</returns>
    public static bool Has(NeuronModel model) => Find(model) is not null;

    /// <summary>Makes the neurons of a population.</summary>
    /// <param name="model">Their model.</param>
    /// <param name="size">How many.</param>
    /// <returns>The neurons, not yet bound.</returns>
    /// <exception cref="NotSupportedException">The model has no kernels.</exception>
    public static BatchedNeurons Create(NeuronModel model, int size) =>
        Find(model)?.Invoke(size) ?? throw new NotSupportedException($"Neurons of the family '{model.Family}' have no kernels in single precision.");

    private static EncodingCurve CurveOf(NaturalNeuron neuron) => neuron switch
    {
        { Sharpness: 0 } => new EncodingCurve(EncodingKind.Sign),
        { Function: NaturalFunction.Tanh } => new EncodingCurve(EncodingKind.Tanh, (float)neuron.Sharpness),
        _ => new EncodingCurve(EncodingKind.HardTanh, (float)neuron.Sharpness),
    };

    private static Func<int, BatchedNeurons>? Find(NeuronModel model) => model switch
    {
        SqsNeuron { IoQubits: 1, Memory: 1, Ansatz: ChainAnsatz } => static size => new ChainNeurons(size),
        SqsNeuron { IoQubits: 1 } sqs => size => new KrausNeurons(size, SqsDynamics.Step(sqs)),
        LastSpikeNeuron => static size => new LastSpikeNeurons(size),
        LeakyNeuron => static size => new LeakyNeurons(size),
        LogisticNeuron => static size => new LogisticNeurons(size),
        NaturalNeuron natural => size => new KrausNeurons(size, SqsDynamics.Step(natural), CurveOf(natural)),
        QlifNeuron { Shots: 0 } qlif =>
            size => new QlifNeurons(size, qlif.Threshold, QlifNeuron.TimeScale / qlif.RelaxationTime, qlif.Leak == QlifLeak.Physical),
        WinnerNeuron winner => size => new WinnerNeurons(size, winner.Sums),
        _ => null,
    };
}
