using Sqs.Compiler.Ir;

namespace Sqs.Compiler.Passes.Synthesis;

/// <summary>A controlled z.</summary>
internal sealed record CzNode(int First, int Second, Origin? Origin) : CircuitNode(Origin);
