using Sqs.Compiler.Ir.Types;

namespace Sqs.Compiler.Ir.Expressions;

/// <summary>The value of an input parameter, bound before a run.</summary>
/// <param name="Index">Index into <see cref="CircuitProgram.Inputs"/>.</param>
/// <param name="Type">Type of the input.</param>
public sealed record InputExpression(int Index, ClassicalType Type) : Expression(Type);
