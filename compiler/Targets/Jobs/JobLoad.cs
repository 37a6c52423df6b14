namespace Sqs.Compiler.Targets.Jobs;

/// <summary>What a job takes of each limit.</summary>
/// <param name="Programs">Programs, parameter sets counted one by one.</param>
/// <param name="Executions">Programs times shots.</param>
/// <param name="Gates">Gates of all programs.</param>
/// <param name="Bytes">Bytes of the request.</param>
/// <param name="Weight">Weighted control instructions on the busiest qubit: at most this many, since the busiest qubits of the programs are added up.</param>
/// <param name="Broadcast">Cost of the bits sent to the control system.</param>
/// <param name="QpuSeconds">Estimated QPU time.</param>
public sealed record JobLoad(long Programs, long Executions, long Gates, long Bytes, long Weight, double Broadcast, double QpuSeconds);
