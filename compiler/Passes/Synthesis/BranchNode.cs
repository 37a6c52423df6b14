using Sqs.Compiler.Ir.Operations;

namespace Sqs.Compiler.Passes.Synthesis;

/// <summary>A conditional with its branches under synthesis.</summary>
internal sealed record BranchNode(IfOperation Operation, List<CircuitNode> Then, List<CircuitNode>? Else) : CircuitNode(Operation.Origin);
