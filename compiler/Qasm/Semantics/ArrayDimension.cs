using Sqs.Compiler.Ir.Expressions;

namespace Sqs.Compiler.Qasm.Semantics;

/// <summary>One dimension of the array behind a view: a fixed index, or evenly spaced indices that the view shows.</summary>
/// <param name="Fixed">The index, where the view does not show the dimension.</param>
/// <param name="Start">First index shown.</param>
/// <param name="Step">Distance between indices shown.</param>
/// <param name="Count">Number of indices shown.</param>
internal readonly record struct ArrayDimension(Expression? Fixed, int Start, int Step, int Count);
