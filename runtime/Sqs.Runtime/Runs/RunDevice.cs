namespace Sqs.Runtime.Runs;

/// <summary>Which circuits of a <see cref="DeviceJob"/> the parameter sets of a <see cref="RunJob"/> are. A set may have fewer shots than asked for: devices drop some.</summary>
/// <param name="Job">Identifier of the device job.</param>
/// <param name="Circuits">Index of the circuit in the job, one a parameter set.</param>
/// <param name="UnreportedRegisters">Registers the provider left out of at least one result; there their bits read zero and are unknown.</param>
/// <param name="IsSampled">Whether shots were drawn from probabilities that the provider gave, with the seed of the job.</param>
public sealed record RunDevice(string Job, IReadOnlyList<int> Circuits, IReadOnlyList<string> UnreportedRegisters, bool IsSampled);
