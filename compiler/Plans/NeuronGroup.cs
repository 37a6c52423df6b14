using Sqs.Compiler.Graph;
using Sqs.Compiler.Ir;

namespace Sqs.Compiler.Plans;

/// <summary>
/// Consecutive neurons of one population inside one circuit, and where each of them finds its qubits, inputs and bits. Neurons are named by their
/// index in the population.
/// </summary>
/// <param name="Population">The population.</param>
/// <param name="FirstNeuron">Index of the first neuron.</param>
/// <param name="Count">Number of neurons.</param>
/// <param name="FirstQubit">Flat index of the first neuron's first qubit.</param>
/// <param name="FirstBit">Flat index of the first neuron's first bit at step 0.</param>
/// <param name="FirstParameter">Input index of the first neuron's first parameter, or -1 when parameters are literal.</param>
/// <param name="StepEncodings">Input index of the first neuron's first encoding angle at each step; -1 at a step that never has a current.</param>
public sealed record NeuronGroup(
    Population Population,
    int FirstNeuron,
    int Count,
    int FirstQubit,
    int FirstBit,
    int FirstParameter,
    EquatableArray<int> StepEncodings)
{
    private int Channels => Population.Neuron.Channels;

    /// <summary>The input that takes an encoding angle, <c>pi * max(current, 0)</c> radians.</summary>
    /// <param name="neuron">Index of the neuron in the population.</param>
    /// <param name="step">Time step, from 0.</param>
    /// <param name="channel">Channel, from 0.</param>
    /// <returns>Index into the program's inputs, or -1 where the graph never sends a current.</returns>
    public int EncodingInput(int neuron, int step, int channel)
    {
        int first = StepEncodings[step];
        return first < 0 ? -1 : first + (Local(neuron) * Channels) + channel;
    }

    /// <summary>The input that takes a parameter.</summary>
    /// <param name="neuron">Index of the neuron in the population.</param>
    /// <param name="parameter">Index into the neuron model's parameter names.</param>
    /// <returns>Index into the program's inputs, or -1 when parameters are literal.</returns>
    public int ParameterInput(int neuron, int parameter) =>
        FirstParameter < 0 ? -1 : FirstParameter + (Local(neuron) * Population.Neuron.ParameterNames.Count) + parameter;

    /// <summary>The bit that takes a spike.</summary>
    /// <param name="neuron">Index of the neuron in the population.</param>
    /// <param name="step">Time step, from 0.</param>
    /// <param name="channel">Channel, from 0.</param>
    /// <returns>Flat bit index of the program.</returns>
    public int Bit(int neuron, int step, int channel) => FirstBit + (((step * Count) + Local(neuron)) * Channels) + channel;

    /// <summary>A qubit of a neuron.</summary>
    /// <param name="neuron">Index of the neuron in the population.</param>
    /// <param name="index">Index in the neuron: channels first, then memory.</param>
    /// <returns>Flat qubit index of the program.</returns>
    public int Qubit(int neuron, int index) => FirstQubit + (Local(neuron) * Population.Neuron.QubitCount) + index;

    /// <summary>The qubits of a neuron.</summary>
    /// <param name="neuron">Index of the neuron in the population.</param>
    /// <returns>Flat qubit indices of the program: channels first, then memory.</returns>
    public int[] QubitsOf(int neuron) => [.. Enumerable.Range(Qubit(neuron, 0), Population.Neuron.QubitCount)];

    private int Local(int neuron)
    {
        int local = neuron - FirstNeuron;
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)local, (uint)Count, nameof(neuron));
        return local;
    }
}
