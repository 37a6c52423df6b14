using Sqs.Compiler.Ir.Types;

namespace Sqs.Compiler.Ir;

/// <summary>A classical variable that is not a bit register. Its value is zero until assigned.</summary>
/// <param name="Name">Identifier, unique in the program.</param>
/// <param name="Type">Its type.</param>
/// <param name="IsReported">Whether results show it: an <c>output</c>, or any global where a program declares no output.</param>
public sealed record ClassicalVariable(string Name, ClassicalType Type, bool IsReported = false);
