namespace Sqs.Simulation.Sweeps;

/// <summary>
/// One pass over the amplitudes of a wide state. They are taken in blocks: the inner positions vary within a block, the outer ones number the
/// blocks. Rotations act on inner positions; phases may hang on all.
/// </summary>
/// <param name="Inner">Positions within a block, ascending; bit i of an index in a block is position Inner[i].</param>
/// <param name="Outer">The other positions, ascending; bit i of the number of a block is position Outer[i].</param>
/// <param name="Levels">What is done to a block, in order.</param>
internal sealed record SweepPass(int[] Inner, int[] Outer, IReadOnlyList<SweepLevel> Levels);
