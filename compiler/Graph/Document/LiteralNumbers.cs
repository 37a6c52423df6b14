using Sqs.Compiler.Ir;

namespace Sqs.Compiler.Graph.Document;

/// <summary>Numbers that are listed, in the document or in a file beside it.</summary>
/// <param name="Values">The numbers, row-major.</param>
public sealed record LiteralNumbers(EquatableArray<double> Values) : NumberSource;
