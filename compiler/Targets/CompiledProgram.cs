using Sqs.Compiler.Ir;
using Sqs.Compiler.Passes;
using Sqs.Compiler.Targets.Jobs;
using Sqs.Compiler.Targets.Resources;

namespace Sqs.Compiler.Targets;

/// <summary>A program brought to a target.</summary>
/// <param name="Source">The program that came in.</param>
/// <param name="Program">The program that goes out; bit i of it is bit i of the source, registers behind those of the source are the compiler's own.</param>
/// <param name="Placement">Where its qubits are, or null on a target without couplings.</param>
/// <param name="Passes">What each pass did, in order.</param>
/// <param name="Resources">What it costs.</param>
/// <param name="Estimate">What running it takes.</param>
public sealed record CompiledProgram(
    CircuitProgram Source,
    CircuitProgram Program,
    Placement? Placement,
    EquatableArray<PassRecord> Passes,
    ProgramResources Resources,
    JobEstimate Estimate)
{
    /// <summary>The jobs that run it with the parameter sets and shots it was compiled for.</summary>
    public required JobPlan Jobs { get; init; }
}
