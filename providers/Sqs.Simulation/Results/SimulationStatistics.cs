namespace Sqs.Simulation.Results;

/// <summary>What a simulation took, over all parameter sets.</summary>
/// <param name="Components">Largest number of independent parts a program fell into; 1 where its parts are joined by classical control.</param>
/// <param name="MaximumWidth">Most qubits that shared one state.</param>
/// <param name="Branches">Random choices made, each for a group of shots that share their record.</param>
/// <param name="ContractedSteps">Measured steps that ran as contracted operators.</param>
/// <param name="GatesApplied">Gates applied to states one by one.</param>
/// <param name="PeakBytes">Most bytes of amplitudes, operators and records held at once, as the memory limit counts them.</param>
public sealed record SimulationStatistics(int Components, int MaximumWidth, long Branches, long ContractedSteps, long GatesApplied, long PeakBytes);
