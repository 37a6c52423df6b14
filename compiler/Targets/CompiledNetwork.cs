using Sqs.Compiler.Ir;
using Sqs.Compiler.Plans;

namespace Sqs.Compiler.Targets;

/// <summary>A network brought to a target: either plan with its programs.</summary>
/// <param name="Fused">The fused plan, or null.</param>
/// <param name="Layered">The layered plan, or null.</param>
/// <param name="Programs">The compiled programs: the one of the fused plan, or those of the layers in order.</param>
/// <param name="Reason">Why this plan, on one line.</param>
public sealed record CompiledNetwork(FusedPlan? Fused, LayeredPlan? Layered, EquatableArray<CompiledProgram> Programs, string Reason);
