using Sqs.Compiler.Ir.Expressions;

namespace Sqs.Compiler.Ir.Operations;

/// <summary>A classical variable or an element of one.</summary>
/// <param name="Variable">Index into <see cref="CircuitProgram.Variables"/>.</param>
/// <param name="Indices">
/// Integer expressions: array dimensions outermost first, then optionally a bit of the element; none for the whole variable.
/// </param>
public sealed record VariableTarget(int Variable, EquatableArray<Expression> Indices = default) : AssignmentTarget;
