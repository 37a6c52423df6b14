namespace Sqs.Compiler.Graph.Analysis;

/// <summary>Counts of one population.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Family">The family of its neurons.</param>
/// <param name="Size">Number of neurons.</param>
/// <param name="Channels">Channels a neuron.</param>
/// <param name="MemoryQubits">Memory qubits a neuron.</param>
/// <param name="Angles">Number of angles of all its neurons.</param>
/// <param name="FanIn">Number of sources that can reach one of its neurons, the largest over its neurons.</param>
/// <param name="Layer">Index of its layer; -1 in a graph with a cycle.</param>
public sealed record PopulationSummary(string Name, string Family, int Size, int Channels, int MemoryQubits, int Angles, int FanIn, int Layer)
{
    /// <summary>Number of qubits of all its neurons; 0 for a family without circuits.</summary>
    public int Qubits { get; init; } = Size * (Channels + MemoryQubits);
}
