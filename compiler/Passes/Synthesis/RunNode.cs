using Sqs.Compiler.Ir;

namespace Sqs.Compiler.Passes.Synthesis;

/// <summary>One-qubit gates in a row.</summary>
internal sealed record RunNode(int Qubit, OneQubitRun Run, Origin? Origin) : CircuitNode(Origin);
