namespace Sqs.Compiler.Qasm.Semantics.Symbols;

/// <summary>A qubit, a register of qubits, or another name for some of them.</summary>
/// <param name="View">The qubits.</param>
internal sealed record QubitSymbol(QubitView View) : Symbol
{
    public override string Kind => "a qubit register";
}
