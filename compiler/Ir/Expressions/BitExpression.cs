using Sqs.Compiler.Ir.Types;

namespace Sqs.Compiler.Ir.Expressions;

/// <summary>The current value of one bit of a bit register.</summary>
/// <param name="Bit">Flat bit index of the program.</param>
public sealed record BitExpression(int Bit) : Expression(ClassicalType.Bit);
