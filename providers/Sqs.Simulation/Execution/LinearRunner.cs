using System.Numerics;
using System.Runtime.CompilerServices;
using Sqs.Compiler.Ir;
using Sqs.Simulation.Chains;
using Sqs.Simulation.Linear;
using Sqs.Simulation.Memory;
using Sqs.Simulation.Random;
using Sqs.Simulation.States;

namespace Sqs.Simulation.Execution;

/// <summary>Runs the components of one traced parameter set: narrow ones as chains of contracted operators, wide ones gate by gate.</summary>
/// <typeparam name="T">Format of a real number of the amplitudes.</typeparam>
/// <param name="source">The program.</param>
/// <param name="layout">What a record holds.</param>
/// <param name="options">Seed, limits and the kind of run.</param>
/// <param name="budget">Counts the bytes.</param>
/// <param name="counters">Adds up what was done.</param>
internal sealed class LinearRunner<T>(CircuitProgram source, RecordLayout layout, ExecutionOptions options, MemoryBudget budget, RunCounters counters)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    // Shots that run alone are drawn in pieces of this size, which threads share out.
    private const int TrajectoryPiece = 1024;

    // Below this many shots threads cost more than they give.
    private const int ThreadedShots = 512;

    // Shares of the shots below which groups are followed on any thread.
    private const int BranchShare = 16;

    /// <summary>Draws shots of every component.</summary>
    /// <param name="program">The traced program and how its components run.</param>
    /// <param name="shots">Number of shots, at least 1.</param>
    /// <param name="stream">Random stream of the parameter set.</param>
    /// <param name="progress">Goes on with every component.</param>
    /// <param name="cancellation">Stops the run.</param>
    /// <returns>The groups of shots of each component; the constant bits are in the first.</returns>
    public List<GroupList> Sample(PreparedProgram program, int shots, ulong stream, SetProgress progress, CancellationToken cancellation)
    {
        counters.Components = Math.Max(counters.Components, program.Components.Count);
        var constant = new GroupList(layout.Words);
        constant.Add(program.Linear.ConstantRecord, shots);
        var groups = new GroupList[1 + program.Components.Count];
        groups[0] = constant;
        var pieces = new List<Piece>();
        for (int i = 0; i < program.Components.Count; i++)
        {
            ulong path = CounterRandom.Combine(stream, (ulong)i);
            PreparedComponent component = program.Components[i];
            SetProgress part = progress.Part(1.0 / program.Components.Count);
            if (component.Chain is null)
            {
                groups[i + 1] = new GroupList(layout.Words);
                RunGates(component, shots, path, new GroupSink(layout, groups[i + 1]), part, cancellation);
                continue;
            }

            budget.ReserveRecords(component.GroupBytes(shots, layout.Words), $"groups of {shots} shots");
            int size = options.IsTrajectory ? TrajectoryPiece : shots;
            for (int first = 0; first < shots; first += size)
                pieces.Add(new Piece(i, component, first, Math.Min(size, shots - first), path, new GroupList(layout.Words), part));
        }

        bool isThreaded = shots >= ThreadedShots && options.StateThreads > 1;
        WorkerPool.For(pieces.Count, Workers(isThreaded && pieces.Count > 1, cancellation), index => Walk(pieces[index], shots, cancellation));
        foreach (Piece piece in pieces)
        {
            if (piece.Left.Count > 0)
                FollowLeft(piece, isThreaded, shots, cancellation);
            if (groups[piece.Index + 1] is { } list)
                list.Add(piece.Groups);
            else
                groups[piece.Index + 1] = piece.Groups;
            counters.Branches += piece.Events;
        }

        foreach (PreparedComponent component in program.Components)
            Count(component);
        return [.. groups];
    }

    /// <summary>The joint distribution of all components.</summary>
    /// <param name="program">The traced program and how its components run.</param>
    /// <param name="progress">Goes on with every component.</param>
    /// <param name="cancellation">Stops the run.</param>
    /// <returns>The distribution.</returns>
    public ExactSink Enumerate(PreparedProgram program, SetProgress progress, CancellationToken cancellation)
    {
        counters.Components = Math.Max(counters.Components, program.Components.Count);
        var parts = new List<ExactSink>();
        if (program.Components.Count == 0 || program.Linear.ConstantRecord.Any(static word => word != 0))
        {
            var constant = new ExactSink(layout, budget);
            constant.Add(program.Linear.ConstantRecord, 1);
            parts.Add(constant);
        }

        foreach (PreparedComponent component in program.Components)
        {
            SetProgress part = progress.Part(1.0 / program.Components.Count);
            var sink = new ExactSink(layout, budget);
            if (component.Chain is { } chain)
            {
                var enumerator = new ChainEnumerator(chain.Value, sink, cancellation);
                enumerator.Run();
                counters.Branches += enumerator.Events;
                part.Advance(1);
                Count(component);
            }
            else
            {
                RunGates(component, 0, 0, sink, part, cancellation);
            }

            parts.Add(sink);
        }

        if (parts.Count > 1)
            parts[0].CheckJoin(parts);
        return parts.Aggregate((joint, part) => joint.Join(part, cancellation));
    }

    private void Walk(Piece piece, int shots, CancellationToken cancellation)
    {
        var walker = new ChainWalker(piece.Component.Chain!.Value, options.Seed, piece.Groups, cancellation);
        if (options.IsTrajectory)
        {
            for (int shot = piece.First; shot < piece.First + piece.Shots; shot++)
                walker.Sample(1, CounterRandom.Combine(piece.Path, (ulong)shot));
        }
        else
        {
            piece.Left = walker.Start(piece.Shots, piece.Path, shots < ThreadedShots ? 0 : shots / BranchShare);
        }

        piece.Events = walker.Events;
        piece.Progress.Advance((double)(piece.Shots - piece.Left.Sum(static branch => branch.Shots)) / shots);
    }

    // Groups that were left have their own streams, so which thread follows them changes nothing; they are put together in order.
    private void FollowLeft(Piece piece, bool isThreaded, int shots, CancellationToken cancellation)
    {
        int count = isThreaded ? Math.Min(piece.Left.Count, 4 * options.StateThreads) : 1;
        var parts = new (GroupList Groups, long Events)[count];
        WorkerPool.For(count, Workers(isThreaded, cancellation), part =>
        {
            var found = new GroupList(layout.Words);
            var walker = new ChainWalker(piece.Component.Chain!.Value, options.Seed, found, cancellation);
            int end = (int)((long)piece.Left.Count * (part + 1) / count);
            for (int i = (int)((long)piece.Left.Count * part / count); i < end; i++)
            {
                walker.Follow(piece.Left[i]);
                piece.Progress.Advance((double)piece.Left[i].Shots / shots);
            }

            parts[part] = (found, walker.Events);
        });
        foreach ((GroupList found, long events) in parts)
        {
            piece.Groups.Add(found);
            piece.Events += events;
        }
    }

    private ParallelOptions Workers(bool isThreaded, CancellationToken cancellation) =>
        new() { MaxDegreeOfParallelism = isThreaded ? options.StateThreads : 1, CancellationToken = cancellation };

    private void RunGates(PreparedComponent component, int shots, ulong path, ILeafSink sink, SetProgress progress, CancellationToken cancellation)
    {
        WrittenComponent written = component.IsStateVector
            ? ComponentProgram.WriteStateVector(component.Component, layout, source, cancellation)
            : ComponentProgram.Write(component.Component, layout, source, options.IsExact ? int.MaxValue : shots, cancellation);
        budget.CheckState(written.Width, Unsafe.SizeOf<T>(), AmplitudePool<T>.MaximumWidth);
        var program = new BoundProgram(written.Program, [], isMixed: false);
        using var pool = new AmplitudePool<T>(budget, options.StateThreads, cancellation);
        new BranchRunner(program, options, counters).Run(new PureState<T>(written.QubitCount, pool), shots, path, sink, progress, cancellation);
    }

    private void Count(PreparedComponent component)
    {
        if (component.Chain is not { } chain)
            return;
        counters.ContractedSteps += chain.Value.Length;
        foreach (ChainSegment segment in chain.Value)
            counters.MaximumWidth = Math.Max(counters.MaximumWidth, segment.Width);
    }

    /// <summary>Shots of one component that one thread draws.</summary>
    private sealed record Piece(int Index, PreparedComponent Component, int First, int Shots, ulong Path, GroupList Groups, SetProgress Progress)
    {
        public long Events { get; set; }

        /// <summary>Groups still to be followed.</summary>
        public List<ChainBranch> Left { get; set; } = [];
    }
}
