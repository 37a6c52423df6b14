using Sqs.Compiler.Ir;

namespace Sqs.Compiler.Plans;

/// <summary>One circuit of a layer: neurons side by side on disjoint qubits, over all time steps.</summary>
/// <param name="Program">The program; its inputs are the encoding angles and, if so chosen, the parameters.</param>
/// <param name="Groups">The neurons in it.</param>
public sealed record LayerCircuit(CircuitProgram Program, EquatableArray<NeuronGroup> Groups);
