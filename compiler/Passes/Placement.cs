using Sqs.Compiler.Ir;

namespace Sqs.Compiler.Passes;

/// <summary>Which device qubit each qubit of a program starts and ends on.</summary>
/// <param name="Initial">The device qubit at the start, by program qubit; -1 for a qubit that is never used.</param>
/// <param name="Final">The device qubit at the end, by program qubit; -1 for a qubit that is never used.</param>
/// <param name="Groups">Program qubits that interact with each other, a group a neuron where the program comes from a graph.</param>
/// <param name="Swaps">Number of swaps that routing put in.</param>
public sealed record Placement(
    EquatableArray<int> Initial,
    EquatableArray<int> Final,
    EquatableArray<EquatableArray<int>> Groups,
    int Swaps);
