using Sqs.Compiler.Ir.Types;

namespace Sqs.Compiler.Ir.Expressions;

/// <summary>The current value of a classical variable.</summary>
/// <param name="Variable">Index into <see cref="CircuitProgram.Variables"/>.</param>
/// <param name="Type">Type of the variable.</param>
public sealed record VariableExpression(int Variable, ClassicalType Type) : Expression(Type);
