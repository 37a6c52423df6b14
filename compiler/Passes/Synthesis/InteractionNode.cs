using Sqs.Compiler.Ir;

namespace Sqs.Compiler.Passes.Synthesis;

/// <summary>The interaction <c>rzz(angle)</c>; the second qubit is the one a decomposition puts its one-qubit gates on.</summary>
internal sealed record InteractionNode(int First, int Second, LinearAngle Angle, Origin? Origin) : CircuitNode(Origin);
