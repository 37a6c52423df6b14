using Sqs.Compiler.Ir.Types;

namespace Sqs.Compiler.Ir.Expressions;

/// <summary>A parameter inside the body of a <see cref="Gates.CompositeGate"/>; radians, as a float.</summary>
/// <param name="Index">Index into the gate's parameters.</param>
public sealed record GateParameterExpression(int Index) : Expression(ClassicalType.Float);
