namespace Sqs.Compiler.Ir.Operations;

/// <summary>A measurement in the computational basis. The recorded bit is a value: later operations do not change it.</summary>
/// <param name="Qubit">What is measured.</param>
/// <param name="Target">The bit that takes the outcome, or null to drop it.</param>
public sealed record MeasureOperation(QubitOperand Qubit, BitOperand? Target) : Operation;
