using Sqs.Compiler.Ir;

namespace Sqs.Compiler.Passes.Synthesis;

/// <summary>An element of a circuit under synthesis.</summary>
/// <param name="Origin">Where it comes from.</param>
internal abstract record CircuitNode(Origin? Origin);
