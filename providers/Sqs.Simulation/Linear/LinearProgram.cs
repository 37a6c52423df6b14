using Sqs.Compiler.Ir.Evaluation;

namespace Sqs.Simulation.Linear;

/// <summary>
/// A program in which no outcome changes what runs, for one parameter set: a list of gates and measurements on wires. A wire is a qubit from
/// one reset to the next; every wire starts in |0&gt;.
/// </summary>
/// <param name="Operations">The operations in order.</param>
/// <param name="WireCount">Number of wires.</param>
/// <param name="Memory">Bits and variables at the end; the bits that take an outcome are undefined.</param>
/// <param name="ConstantRecord">The record with every bit that takes an outcome at 0.</param>
internal sealed record LinearProgram(IReadOnlyList<LinearOperation> Operations, int WireCount, ClassicalMemory Memory, ulong[] ConstantRecord);
