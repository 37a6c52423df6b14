using Sqs.Compiler.Ir;
using Sqs.Compiler.Neurons;

namespace Sqs.Compiler.Graph.Document;

/// <summary>A population as written.</summary>
/// <param name="Name">Identifier.</param>
/// <param name="Size">Number of neurons.</param>
/// <param name="Neuron">The model they share.</param>
/// <param name="Parameters">One source a parameter name of the model; a literal one has a value a neuron.</param>
public sealed record PopulationDocument(string Name, int Size, NeuronModel Neuron, EquatableArray<NumberSource> Parameters)
{
    /// <summary>Name of the population whose qubits it goes on with; see <see cref="Population.Continues"/>.</summary>
    public string? Continues { get; init; }
}
