namespace Sqs.Compiler.Qasm.Semantics.Symbols;

/// <summary>A gate without a definition: <c>opaque</c>, or one that only a calibration defines.</summary>
/// <param name="ParameterCount">Number of angles; -1 when it is not known.</param>
/// <param name="QubitCount">Number of qubits; -1 when it is not known.</param>
internal sealed record OpaqueGateSymbol(int ParameterCount, int QubitCount) : Symbol
{
    public override string Kind => "a gate";

    public override bool IsVisibleInBodies => true;
}
