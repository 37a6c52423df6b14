namespace Sqs.Simulation.Chains;

/// <summary>What a segment costs, known before it is contracted.</summary>
/// <param name="Width">Number of its wires.</param>
/// <param name="Entries">Entries of its operators: multiplications of a step of one branch.</param>
/// <param name="OutcomeBits">Measurements that branch.</param>
/// <param name="Contraction">Multiplications to contract it.</param>
internal readonly record struct SegmentSize(int Width, double Entries, int OutcomeBits, double Contraction);
