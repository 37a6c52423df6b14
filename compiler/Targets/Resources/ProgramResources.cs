namespace Sqs.Compiler.Targets.Resources;

/// <summary>What a program costs on a target.</summary>
/// <param name="Qubits">Qubits that something happens to.</param>
/// <param name="Bits">Classical bits.</param>
/// <param name="Inputs">Open inputs.</param>
/// <param name="Operations">Operations, those in branches included.</param>
/// <param name="Gates">Gates by name.</param>
/// <param name="OneQubitGates">Gates on one qubit that take time.</param>
/// <param name="TwoQubitGates">Gates on two or more qubits.</param>
/// <param name="Measurements">Measurements.</param>
/// <param name="Resets">Resets.</param>
/// <param name="Branches">Conditionals.</param>
/// <param name="BroadcastCost">Cost of the bits sent to the control system, in the unit of the target's budget.</param>
/// <param name="BroadcastBits">Bits sent to the control system.</param>
/// <param name="Depth">Longest chain of operations that take time, each counted once.</param>
/// <param name="TwoQubitDepth">Longest chain of two-qubit gates.</param>
/// <param name="Duration">Length of one execution in seconds; every branch counts as taken.</param>
/// <param name="ExpectedError">Probability that some gate, measurement or idling goes wrong, errors taken as independent.</param>
/// <param name="MaximumWeight">Most weighted control instructions on a qubit.</param>
public sealed record ProgramResources(
    int Qubits,
    int Bits,
    int Inputs,
    long Operations,
    IReadOnlyDictionary<string, long> Gates,
    long OneQubitGates,
    long TwoQubitGates,
    long Measurements,
    long Resets,
    long Branches,
    double BroadcastCost,
    long BroadcastBits,
    long Depth,
    long TwoQubitDepth,
    double Duration,
    double ExpectedError,
    long MaximumWeight);
