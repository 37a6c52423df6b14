using Sqs.Compiler.Ir;
using Sqs.Simulation.Lowering.Instructions;

namespace Sqs.Simulation.Lowering;

/// <summary>A program as a flat list of instructions; running off its end ends the shot.</summary>
/// <param name="Source">The program.</param>
/// <param name="Instructions">The instructions.</param>
/// <param name="LoopCount">Number of for loops.</param>
internal sealed record LoweredProgram(CircuitProgram Source, Instruction[] Instructions, int LoopCount);
