using System.Numerics;

namespace Sqs.Simulation.Sweeps;

/// <summary>
/// Divides operations into passes over a wide state. A pass takes every operation that nothing earlier holds back, in order, as long as the
/// rotated positions fit into a block; so a block goes through many layers of a circuit while it is in the cache.
/// </summary>
internal static class SweepPlanner
{
    /// <summary>Positions that are inner in every pass, so that blocks are made of contiguous runs.</summary>
    public const int RunBits = 6;

    private const int Lookahead = 4096;
    private const int Window = 8192;

    // Work of moving a block in and out and of four more rotations, measured in that of a level.
    private const double PassWork = 1.5;
    private const double TurnWork = 0.5;

    /// <summary>Plans, one pass at a time.</summary>
    /// <param name="operations">Operations on positions.</param>
    /// <param name="width">Number of positions.</param>
    /// <param name="blockBits">Number of inner positions of a pass.</param>
    /// <param name="cancellation">Stops between passes.</param>
    /// <returns>The passes, each planned when it is asked for.</returns>
    public static IEnumerable<SweepPass> Plan(IReadOnlyList<SweepOperation> operations, int width, int blockBits, CancellationToken cancellation = default)
    {
        // A pass is planned within a window, so that planning is linear in the number of operations.
        SweepOperation[] window = [];
        int next = 0;
        while (next < operations.Count || window.Length > 0)
        {
            cancellation.ThrowIfCancellationRequested();
            int taken = Math.Min(Window - window.Length, operations.Count - next);
            window = [.. window, .. operations.Skip(next).Take(taken)];
            next += taken;
            long inner = blockBits >= width ? (1L << width) - 1 : ChooseInner(window, width, blockBits, cancellation);
            int[] levels = Levels(window, inner, width);
            int end = ChooseEnd(window, levels);
            yield return Arrange(window, levels, end, inner, width);
            window = [.. window.Where((_, index) => levels[index] < 0 || levels[index] >= end)];
        }
    }

    // Adds one position after the other, each time the one that lets the most rotations through.
    private static long ChooseInner(ReadOnlySpan<SweepOperation> operations, int width, int blockBits, CancellationToken cancellation)
    {
        operations = operations[..Math.Min(operations.Length, Lookahead)];
        long inner = (1L << RunBits) - 1;
        long all = (1L << width) - 1;
        for (int count = RunBits; count < blockBits; count++)
        {
            cancellation.ThrowIfCancellationRequested();
            long best = 0;
            int most = -1;
            for (long free = all & ~inner; free != 0; free &= free - 1)
            {
                long position = free & -free;
                int rotations = CountRotations(operations, inner | position, all);
                if (rotations > most)
                    (best, most) = (position, rotations);
            }

            inner |= best;
        }

        return inner;
    }

    private static int CountRotations(ReadOnlySpan<SweepOperation> operations, long inner, long all)
    {
        var held = default(Held);
        int count = 0;
        foreach (ref readonly SweepOperation operation in operations)
        {
            if (held.Takes(in operation, inner))
                count += operation.IsRotation ? 1 : 0;
            else if (held.Rotations == all)
                break;
        }

        return count;
    }

    // The first level each operation can be in; -1 for those a pass cannot take.
    private static int[] Levels(ReadOnlySpan<SweepOperation> operations, long inner, int width)
    {
        int[] levels = new int[operations.Length];
        var held = default(Held);
        Span<int> afterRotation = stackalloc int[width];
        Span<int> ofPhase = stackalloc int[width];
        afterRotation.Clear();
        ofPhase.Clear();
        for (int i = 0; i < levels.Length; i++)
        {
            SweepOperation operation = operations[i];
            if (!held.Takes(in operation, inner))
            {
                levels[i] = -1;
                continue;
            }

            int level = 0;
            if (operation.IsRotation)
            {
                level = Math.Max(afterRotation[operation.Qubit], ofPhase[operation.Qubit]);
                afterRotation[operation.Qubit] = level + 1;
            }

            for (long bits = operation.Mask; bits != 0; bits &= bits - 1)
                level = Math.Max(level, afterRotation[BitOperations.TrailingZeroCount(bits)]);
            for (long bits = operation.Mask; bits != 0; bits &= bits - 1)
                ofPhase[BitOperations.TrailingZeroCount(bits)] = Math.Max(ofPhase[BitOperations.TrailingZeroCount(bits)], level);
            levels[i] = level;
        }

        return levels;
    }

    // The level at which a pass stops, so that it does most rotations for its work: late levels hold few.
    private static int ChooseEnd(ReadOnlySpan<SweepOperation> operations, ReadOnlySpan<int> levels)
    {
        int depth = 1;
        foreach (int level in levels)
            depth = Math.Max(depth, level + 1);
        Span<int> rotations = new int[depth];
        bool isComplete = true;
        for (int i = 0; i < operations.Length; i++)
        {
            if (levels[i] >= 0 && operations[i].IsRotation)
                rotations[levels[i]]++;
            isComplete &= levels[i] >= 0;
        }

        if (isComplete)
            return depth;
        int done = 0;
        double work = PassWork;
        (int end, double best) = (depth, 0);
        for (int level = 0; level < depth; level++)
        {
            done += rotations[level];
            work += 1 + (TurnWork * Math.Ceiling(rotations[level] / 4.0));
            if (done / work >= best)
                (end, best) = (level + 1, done / work);
        }

        return end;
    }

    // Numbers the positions of a pass anew.
    private static SweepPass Arrange(ReadOnlySpan<SweepOperation> operations, ReadOnlySpan<int> levelOf, int end, long inner, int width)
    {
        int[] innerPositions = [.. Enumerable.Range(0, width).Where(p => ((inner >> p) & 1) != 0)];
        int[] outerPositions = [.. Enumerable.Range(0, width).Where(p => ((inner >> p) & 1) == 0)];
        int[] places = new int[width];
        for (int i = 0; i < innerPositions.Length; i++)
            places[innerPositions[i]] = i;
        for (int i = 0; i < outerPositions.Length; i++)
            places[outerPositions[i]] = innerPositions.Length + i;
        var levels = new List<SweepLevel>();
        for (int i = 0; i < operations.Length; i++)
        {
            if (levelOf[i] < 0 || levelOf[i] >= end)
                continue;
            SweepOperation operation = operations[i].On(places);
            SweepLevel level = At(levels, levelOf[i]);
            if (operation.IsRotation)
                level.Rotations.Add(operation);
            else
                level.Phases[operation.Mask] = level.Phases.GetValueOrDefault(operation.Mask) + operation.Angle;
        }

        foreach (SweepLevel level in levels)
            level.Rotations.Sort(static (first, second) => first.Qubit.CompareTo(second.Qubit));
        return new SweepPass(innerPositions, outerPositions, levels);
    }

    private static SweepLevel At(List<SweepLevel> levels, int index)
    {
        while (levels.Count <= index)
            levels.Add(new SweepLevel());
        return levels[index];
    }

    /// <summary>The positions on which an operation left for a later pass holds back what follows it.</summary>
    private struct Held
    {
        /// <summary>Positions whose rotations are held back.</summary>
        public long Rotations { get; private set; }

        /// <summary>Positions whose phases are held back.</summary>
        private long _phases;

        /// <summary>Whether a pass takes an operation; if not, it holds back what follows.</summary>
        public bool Takes(in SweepOperation operation, long inner)
        {
            long mask = operation.IsRotation ? 1L << operation.Qubit : operation.Mask;
            if (operation.IsRotation ? (Rotations & mask) == 0 && (inner & mask) != 0 : (_phases & mask) == 0)
                return true;
            Rotations |= mask;
            _phases |= operation.IsRotation ? mask : 0;
            return false;
        }
    }
}
