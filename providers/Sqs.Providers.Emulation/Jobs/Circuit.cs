using Sqs.Compiler.Ir;

namespace Sqs.Providers.Emulation.Jobs;

/// <summary>One circuit of a job.</summary>
/// <param name="Program">The program.</param>
/// <param name="Inputs">One value an input, in declaration order.</param>
/// <param name="Shots">Number of shots.</param>
internal sealed record Circuit(CircuitProgram Program, double[] Inputs, int Shots);
