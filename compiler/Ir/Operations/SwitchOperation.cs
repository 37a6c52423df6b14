using Sqs.Compiler.Ir.Expressions;

namespace Sqs.Compiler.Ir.Operations;

/// <summary>Runs the block whose label equals an integer (OpenQASM 3.1).</summary>
/// <param name="Target">An integer or bit register expression; a register counts as unsigned, bit 0 least significant.</param>
/// <param name="Cases">The cases.</param>
/// <param name="Default">Runs when no label matches, or null.</param>
public sealed record SwitchOperation(Expression Target, EquatableArray<SwitchCase> Cases, Block? Default) : Operation;
