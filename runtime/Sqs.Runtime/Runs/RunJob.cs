using Sqs.Compiler.Ir;
using Sqs.Simulation;

namespace Sqs.Runtime.Runs;

/// <summary>One program that was run, with all that is needed to run it again and what came out.</summary>
/// <param name="Name">A name for people, for instance the layer.</param>
/// <param name="Program">The program that ran.</param>
/// <param name="Settings">Shots, seed and method.</param>
/// <param name="Parameters">Values of the inputs, a row a parameter set.</param>
/// <param name="Results">One raw result a parameter set.</param>
public sealed record RunJob(string Name, CircuitProgram Program, RunSettings Settings, ParameterSets Parameters, IReadOnlyList<RecordedSet> Results)
{
    /// <summary>What it is of a job at a provider; null where the native engine ran it.</summary>
    public RunDevice? Device { get; init; }
}
