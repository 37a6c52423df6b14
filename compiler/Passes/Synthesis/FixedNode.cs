using Sqs.Compiler.Ir.Operations;

namespace Sqs.Compiler.Passes.Synthesis;

/// <summary>Measure, reset, barrier or delay.</summary>
internal sealed record FixedNode(Operation Operation) : CircuitNode(Operation.Origin);
