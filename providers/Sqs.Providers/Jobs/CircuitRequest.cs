using Sqs.Compiler.Ir;

namespace Sqs.Providers.Jobs;

/// <summary>One circuit of a job: a program, the values of its inputs, and how often it runs.</summary>
/// <param name="Program">A program the backend's target accepts.</param>
/// <param name="Shots">Number of shots, at least 1.</param>
public sealed record CircuitRequest(CircuitProgram Program, int Shots)
{
    /// <summary>Values of all inputs of the program.</summary>
    public EquatableArray<InputValue> Inputs { get; init; }

    /// <summary>A name for people, or null for the program's.</summary>
    public string? Name { get; init; }
}
