using Sqs.Compiler.Ir;

namespace Sqs.Simulation.Results;

/// <summary>What a simulation gave.</summary>
/// <param name="Registers">The reported bit registers in declaration order, offsets compacted.</param>
/// <param name="Outputs">The reported classical variables in declaration order.</param>
/// <param name="Sets">One result a parameter set, in order.</param>
/// <param name="Method">The method that ran; never <see cref="SimulationMethod.Automatic"/>.</param>
/// <param name="Statistics">What it took.</param>
public sealed record SimulationResult(
    EquatableArray<BitRegister> Registers,
    EquatableArray<ClassicalVariable> Outputs,
    IReadOnlyList<ParameterSetResult> Sets,
    SimulationMethod Method,
    SimulationStatistics Statistics);
