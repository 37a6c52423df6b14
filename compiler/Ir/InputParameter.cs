using Sqs.Compiler.Ir.Types;

namespace Sqs.Compiler.Ir;

/// <summary>A value bound before a run; one program with inputs serves a whole batch of parameter sets.</summary>
/// <param name="Name">Identifier.</param>
/// <param name="Type">Its type; <c>angle</c> and <c>float</c> inputs are bound as doubles, angles in radians.</param>
public sealed record InputParameter(string Name, ClassicalType Type);
