using Sqs.Compiler.Ir;
using Sqs.Compiler.Neurons;

namespace Sqs.Compiler.Graph;

/// <summary>Neurons of one model, each with parameters of its own.</summary>
/// <param name="Name">Identifier, unique among inputs and populations.</param>
/// <param name="Size">Number of neurons, at least 1.</param>
/// <param name="Neuron">The model they share.</param>
/// <param name="Parameters">
/// The neurons' own parameters, neuron after neuron, each in the order of <see cref="NeuronModel.ParameterNames"/>; angles in radians.
/// </param>
public sealed record Population(string Name, int Size, NeuronModel Neuron, EquatableArray<double> Parameters)
{
    /// <summary>
    /// Name of the population whose qubits this one goes on with, neuron by neuron, in the state they were left in; null where it has its own. Both have the same size and family
    /// and come in this order, and the graph has one step.
    /// </summary>
    public string? Continues { get; init; }

    /// <summary>The parameters of one neuron.</summary>
    /// <param name="neuron">Index of the neuron, from 0.</param>
    /// <returns>One value a parameter name.</returns>
    public ReadOnlySpan<double> ParametersOf(int neuron) =>
        Parameters.AsSpan().Slice(neuron * Neuron.ParameterNames.Count, Neuron.ParameterNames.Count);
}
