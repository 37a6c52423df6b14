using Sqs.Compiler.Ir.Expressions;

namespace Sqs.Compiler.Ir.Operations;

/// <summary>Runs a block once a value of an inclusive range or of a list.</summary>
/// <param name="Variable">Index into <see cref="CircuitProgram.Variables"/> of the loop variable.</param>
/// <param name="Start">First value of the range; null when <paramref name="Values"/> are given.</param>
/// <param name="Step">Increment of the range; null means 1.</param>
/// <param name="Stop">Last value that may be taken; null when <paramref name="Values"/> are given.</param>
/// <param name="Values">The values in order, when it is not a range.</param>
/// <param name="Body">What runs.</param>
public sealed record ForOperation(
    int Variable,
    Expression? Start,
    Expression? Step,
    Expression? Stop,
    EquatableArray<Expression> Values,
    Block Body) : Operation;
