namespace Sqs.Compiler.Ir.Operations;

/// <summary>Puts a qubit into |0&gt;, whatever it was entangled with.</summary>
/// <param name="Qubit">The qubit.</param>
public sealed record ResetOperation(QubitOperand Qubit) : Operation;
