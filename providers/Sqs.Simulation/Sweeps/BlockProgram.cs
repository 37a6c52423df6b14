using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Sqs.Simulation.Kernels;

namespace Sqs.Simulation.Sweeps;

/// <summary>A pass laid out for vectors of one kind: tables, lanes and places are ready, so that a block only does arithmetic.</summary>
/// <typeparam name="T">Format of a real number.</typeparam>
/// <typeparam name="TLanes">The vectors.</typeparam>
internal sealed class BlockProgram<T, TLanes>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
    where TLanes : unmanaged, ILanes<TLanes, T>
{
    // Positions whose rotations always go with the phases, on every hardware, so that the same amplitudes are multiplied by 1.
    private const int LowBits = 4;

    // Amplitudes not yet scaled stay far from the range of single precision.
    private const double SmallestScale = 1e-6;

    private const int TurnsTogether = 4;

    private readonly SweepPass _pass;
    private readonly List<Step> _steps = [];
    private readonly int[] _runs;
    private readonly int _blockBits;
    private readonly int _runBits;
    private readonly BlockLayout _layout;

    /// <summary>Lays a pass out.</summary>
    /// <param name="pass">The pass.</param>
    public BlockProgram(SweepPass pass)
    {
        _pass = pass;
        _blockBits = pass.Inner.Length;
        _layout = new BlockLayout(DiagonalStep<T>.TableBits, 64 / Unsafe.SizeOf<T>());
        while (_runBits < Math.Min(_blockBits, DiagonalStep<T>.TableBits) && pass.Inner[_runBits] == _runBits)
            _runBits++;
        _runs = new int[1 << (_blockBits - _runBits)];
        for (int run = 0; run < _runs.Length; run++)
            _runs[run] = (int)BitDeposit.Scatter((ulong)run, pass.Inner.AsSpan(_runBits));
        AddSteps();
    }

    /// <summary>Number of blocks.</summary>
    public int Blocks => 1 << _pass.Outer.Length;

    /// <summary>Working memory for one thread.</summary>
    /// <param name="blockBits">Bits of an index in a block.</param>
    /// <returns>The memory.</returns>
    public static BlockScratch<T> CreateScratch(int blockBits)
    {
        int rows = 1 << (blockBits - DiagonalStep<T>.TableBits);
        return new BlockScratch<T>((1 << blockBits) + (rows * 64 / Unsafe.SizeOf<T>()), rows);
    }

    /// <summary>Runs the pass on one block.</summary>
    /// <param name="re">Real parts of the state.</param>
    /// <param name="im">Imaginary parts of the state.</param>
    /// <param name="block">Number of the block.</param>
    /// <param name="scratch">Working memory.</param>
    public void Run(Span<T> re, Span<T> im, int block, BlockScratch<T> scratch)
    {
        int start = (int)BitDeposit.Scatter((ulong)block, _pass.Outer);
        int length = 1 << _runBits;
        for (int run = 0; run < _runs.Length; run++)
        {
            int place = _layout.Place(run << _runBits);
            re.Slice(start + _runs[run], length).CopyTo(scratch.Data.AsSpan(scratch.ReStart + place));
            im.Slice(start + _runs[run], length).CopyTo(scratch.Data.AsSpan(scratch.ImStart + place));
        }

        foreach (Step step in _steps)
            Run(step, block, scratch);
        for (int run = 0; run < _runs.Length; run++)
        {
            int place = _layout.Place(run << _runBits);
            scratch.Data.AsSpan(scratch.ReStart + place, length).CopyTo(re[(start + _runs[run])..]);
            scratch.Data.AsSpan(scratch.ImStart + place, length).CopyTo(im[(start + _runs[run])..]);
        }
    }

    private void AddSteps()
    {
        int laneBits = BitOperations.Log2((uint)TLanes.Count);
        double scale = 1;
        for (int index = 0; index < _pass.Levels.Count; index++)
        {
            SweepLevel level = _pass.Levels[index];
            foreach (SweepOperation rotation in level.Rotations)
                scale *= Scale(rotation);
            bool isLast = index == _pass.Levels.Count - 1;
            LaneTurns<TLanes> inLanes = InLanes(level.Rotations.Where(r => r.Qubit < laneBits));
            SweepOperation[] above = [.. level.Rotations.Where(r => r.Qubit >= laneBits)];
            List<DiagonalStep<T>> diagonals = [];
            if (level.Phases.Count > 0 || level.Rotations.Exists(static r => r.Qubit < LowBits) || scale < SmallestScale || isLast)
            {
                diagonals = DiagonalStep<T>.Build(level.Phases, scale, _blockBits);
                scale = 1;
            }

            for (int i = 0; i < diagonals.Count - 1; i++)
                _steps.Add(new Step(diagonals[i], new LaneTurns<TLanes>(), new QuadTurn<T>([], laneBits, _layout)));
            DiagonalStep<T>? diagonal = diagonals.Count == 0 ? null : diagonals[^1];
            for (int next = 0; next < above.Length || diagonal is not null; next += TurnsTogether)
            {
                _steps.Add(new Step(diagonal, inLanes, new QuadTurn<T>(above.Skip(next).Take(TurnsTogether), laneBits, _layout)));
                diagonal = null;
            }
        }
    }

    // What makes a rotation by the rounded tangent orthogonal.
    private static double Scale(SweepOperation rotation)
    {
        double tangent = double.CreateTruncating(T.CreateTruncating(rotation.Tangent));
        return 1 / Math.Sqrt(1 + (tangent * tangent));
    }

    private static LaneTurns<TLanes> InLanes(IEnumerable<SweepOperation> rotations)
    {
        var turns = new LaneTurns<TLanes>();
        Span<T> lanes = stackalloc T[TLanes.Count];
        int exchanged = 0;
        foreach (SweepOperation rotation in rotations)
        {
            for (int lane = 0; lane < lanes.Length; lane++)
                lanes[lane] = T.CreateTruncating(((lane >> rotation.Qubit) & 1) == 0 ? -rotation.Tangent : rotation.Tangent);
            turns.Tangents[turns.Count] = TLanes.Load(in MemoryMarshal.GetReference(lanes), 0);
            turns.Partners[turns.Count++] = TLanes.Partners(1 << rotation.Qubit);
            exchanged |= rotation.IsExchanged ? 1 << rotation.Qubit : 0;
        }

        turns.IsExchanged = exchanged != 0;
        turns.Exchange = TLanes.Partners(exchanged);
        return turns;
    }

    private void Run(Step step, int block, BlockScratch<T> scratch)
    {
        int groups = (1 << _blockBits) / TLanes.Count >> TurnsTogether;
        if (step.Diagonal is { } diagonal)
        {
            diagonal.ReadRows(block, scratch.Work, scratch.Factors);
            SweepKernels<T, TLanes>.MultiplyAndTurn(scratch, diagonal, diagonal.PatternOffset(block), step.InLanes, step.Turn, groups);
            return;
        }

        SweepKernels<T, TLanes>.Turn(ref scratch.Data[scratch.ReStart], step.Turn, groups);
        SweepKernels<T, TLanes>.Turn(ref scratch.Data[scratch.ImStart], step.Turn, groups);
    }

    private sealed record Step(DiagonalStep<T>? Diagonal, LaneTurns<TLanes> InLanes, QuadTurn<T> Turn);
}
