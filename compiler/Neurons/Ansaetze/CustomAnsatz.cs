using Sqs.Compiler.Gates;
using Sqs.Compiler.Ir;
using Sqs.Compiler.Ir.Expressions;

namespace Sqs.Compiler.Neurons.Ansaetze;

/// <summary>
/// A gate of the user's own as ansatz. Its operands are the input-output qubits, then the memory qubits; its parameters are the angles.
/// Programs carry its definition and call it.
/// </summary>
/// <param name="Source">The gate.</param>
public sealed record CustomAnsatz(GateSource Source) : Ansatz
{
    /// <summary>The name of the kind in graph documents.</summary>
    public const string KindName = "custom";

    /// <inheritdoc/>
    public override string Kind => KindName;

    /// <inheritdoc/>
    public override int? QubitCount => Source.Gate.QubitCount;

    /// <inheritdoc/>
    public override EquatableArray<string> ParameterNames(int ioQubits, int memoryQubits) => Source.Gate.Parameters;

    /// <inheritdoc/>
    public override void Append(CircuitBuilder builder, ReadOnlySpan<int> io, ReadOnlySpan<int> memory, ReadOnlySpan<Expression> angles)
    {
        ArgumentNullException.ThrowIfNull(builder);
        foreach (CompositeGate definition in Source.Definitions)
            builder.Define(definition);
        builder.Gate(Source.Gate, [.. angles], [.. io, .. memory]);
    }
}
