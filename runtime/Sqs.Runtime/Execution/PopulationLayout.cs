using Sqs.Compiler.Graph;
using Sqs.Runtime.Execution.Wiring;

namespace Sqs.Runtime.Execution;

/// <summary>A population's place in a <see cref="NetworkLayout"/>; all parameters that act on it are one block.</summary>
/// <param name="Index">Index of the population.</param>
/// <param name="Population">The population.</param>
/// <param name="Incoming">The bundles that reach it, each with the offsets of its weights and biases; the second is -1 without biases.</param>
/// <param name="BlockOffset">First index of the block.</param>
/// <param name="AngleOffset">First index of the neurons' own parameters, which end the block.</param>
/// <param name="BlockLength">Length of the block.</param>
internal sealed record PopulationLayout(
    int Index,
    Population Population,
    (SynapseWiring Wiring, int Weights, int Bias)[] Incoming,
    int BlockOffset,
    int AngleOffset,
    int BlockLength)
{
    /// <summary>Number of neurons.</summary>
    public int Size => Population.Size;

    /// <summary>Channels of a neuron.</summary>
    public int Channels => Population.Neuron.Channels;

    /// <summary>Currents a step.</summary>
    public int Width => Size * Channels;

    /// <summary>Parameters a neuron.</summary>
    public int ParametersPerNeuron => Population.Neuron.ParameterNames.Count;
}
