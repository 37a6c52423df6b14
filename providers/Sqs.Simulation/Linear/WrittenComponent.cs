using Sqs.Simulation.Lowering;

namespace Sqs.Simulation.Linear;

/// <summary>A component as instructions.</summary>
/// <param name="Program">The instructions.</param>
/// <param name="QubitCount">Number of qubits they use.</param>
/// <param name="Width">Most qubits that share a state.</param>
internal sealed record WrittenComponent(LoweredProgram Program, int QubitCount, int Width);
