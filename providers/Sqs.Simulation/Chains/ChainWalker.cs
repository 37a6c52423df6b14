using Sqs.Simulation.Execution;
using Sqs.Simulation.Random;

namespace Sqs.Simulation.Chains;

/// <summary>
/// Follows a chain of segments from outcome to outcome. Shots with the same outcomes so far share one state; the smaller groups are
/// followed by recursion, the largest by the loop, so that the depth is the logarithm of the number of shots.
/// </summary>
internal sealed class ChainWalker
{
    private readonly ChainSegment[] _segments;
    private readonly ulong _seed;
    private readonly GroupList _groups;
    private readonly CancellationToken _cancellation;
    private readonly List<Level> _levels = [];
    private readonly ulong[] _record;
    private readonly int _dimension;
    private readonly int _rows;
    private List<ChainBranch>? _left;
    private int _largestLeft;

    /// <summary>Creates a walker.</summary>
    /// <param name="segments">The chain.</param>
    /// <param name="seed">Seed of the run.</param>
    /// <param name="groups">Receives the groups of shots.</param>
    /// <param name="cancellation">Stops the walk.</param>
    public ChainWalker(ChainSegment[] segments, ulong seed, GroupList groups, CancellationToken cancellation)
    {
        _segments = segments;
        _seed = seed;
        _groups = groups;
        _cancellation = cancellation;
        _record = new ulong[groups.Words];
        foreach (ChainSegment segment in segments)
        {
            _dimension = Math.Max(_dimension, Math.Max(segment.InDimension, segment.OutDimension));
            _rows = Math.Max(_rows, segment.Rows);
        }
    }

    /// <summary>Random events so far.</summary>
    public long Events { get; private set; }

    /// <summary>Draws shots.</summary>
    /// <param name="shots">Number of shots.</param>
    /// <param name="path">Random stream of the first draw.</param>
    public void Sample(int shots, ulong path)
    {
        Level level = LevelAt(0);
        level.StateRe[0] = 1;
        level.StateIm[0] = 0;
        Follow(0, shots, path, 0);
    }

    /// <summary>Draws shots but leaves small groups to be followed later, on any thread.</summary>
    /// <param name="shots">Number of shots.</param>
    /// <param name="path">Random stream of the first draw.</param>
    /// <param name="largest">Most shots of a group that is left.</param>
    /// <returns>The groups left, in an order that the seed alone decides.</returns>
    public List<ChainBranch> Start(int shots, ulong path, int largest)
    {
        List<ChainBranch> left = [];
        (_left, _largestLeft) = (left, largest);
        Sample(shots, path);
        _left = null;
        return left;
    }

    /// <summary>Follows a group that was left.</summary>
    /// <param name="branch">The group.</param>
    public void Follow(ChainBranch branch)
    {
        Level level = LevelAt(0);
        branch.StateRe.CopyTo(level.StateRe, 0);
        branch.StateIm.CopyTo(level.StateIm, 0);
        branch.Record.CopyTo(_record, 0);
        Follow(0, branch.Shots, branch.Path, branch.Segment);
    }

    private void Follow(int depth, int shots, ulong path, int segment)
    {
        Level level = LevelAt(depth);
        int entered = segment;
        for (; segment < _segments.Length; segment++)
        {
            ChainSegment current = _segments[segment];
            if (shots > 1 || current.Effects is null || !TryDrawOne(level, current, path, out int outcome))
            {
                SegmentKernels.Apply(current, level.StateRe, level.StateIm, level.NextRe, level.NextIm);
                SegmentKernels.Probabilities(current, level.NextRe, level.NextIm, level.Probabilities);
                outcome = current.Outcomes == 1 ? 0 : Choose(level, current, shots, path, depth, segment, out shots);
            }

            current.Write(outcome, _record);
            level.Take(current, outcome);
            path = CounterRandom.Combine(path, (ulong)outcome);
        }

        _groups.Add(_record, shots);
        for (int i = entered; i < _segments.Length; i++)
            _segments[i].Erase(_record);
    }

    // Rounding may draw an outcome that cannot occur; then all next states tell.
    private bool TryDrawOne(Level level, ChainSegment segment, ulong path, out int outcome)
    {
        _cancellation.ThrowIfCancellationRequested();
        var random = new RandomSequence(_seed, path);
        outcome = segment.Effects!.Value.Draw(level.StateRe, level.StateIm, random.NextUniform());
        double probability = SegmentKernels.ApplyOne(segment, outcome, level.StateRe, level.StateIm, level.NextRe, level.NextIm);
        level.Probabilities[outcome] = probability;
        if (probability <= ShotSplit.Noise)
            return false;
        Events++;
        return true;
    }

    // Splits the shots, follows all groups but the largest, and returns that.
    private int Choose(Level level, ChainSegment segment, int shots, ulong path, int depth, int index, out int largest)
    {
        _cancellation.ThrowIfCancellationRequested();
        Events++;
        var random = new RandomSequence(_seed, path);
        ReadOnlySpan<double> probabilities = level.Probabilities.AsSpan(0, segment.Outcomes);
        largest = shots;
        if (shots == 1)
            return ShotSplit.DrawOne(probabilities, ref random);
        List<Choice> choices = level.Choices;
        choices.Clear();
        ShotSplit.Draw(probabilities, shots, ref random, choices);
        int best = 0;
        for (int i = 1; i < choices.Count; i++)
            best = choices[i].Shots > choices[best].Shots ? i : best;
        for (int i = 0; i < choices.Count; i++)
        {
            if (i == best)
                continue;
            int outcome = (int)choices[i].Outcome;
            ulong next = CounterRandom.Combine(path, (ulong)outcome);
            segment.Write(outcome, _record);
            if (_left is not null && choices[i].Shots <= _largestLeft)
            {
                var branch = new ChainBranch(new double[segment.OutDimension], new double[segment.OutDimension], [.. _record], choices[i].Shots, next, index + 1);
                level.CopyTo(branch.StateRe, branch.StateIm, segment, outcome);
                _left.Add(branch);
            }
            else
            {
                Level below = LevelAt(depth + 1);
                level.CopyTo(below.StateRe, below.StateIm, segment, outcome);
                Follow(depth + 1, choices[i].Shots, next, index + 1);
            }

            segment.Erase(_record);
        }

        largest = choices[best].Shots;
        return (int)choices[best].Outcome;
    }

    private Level LevelAt(int depth)
    {
        while (_levels.Count <= depth)
            _levels.Add(new Level(_dimension, _rows));
        return _levels[depth];
    }

    /// <summary>The buffers of one depth of the recursion.</summary>
    private sealed class Level(int dimension, int rows)
    {
        public double[] StateRe { get; } = new double[dimension];

        public double[] StateIm { get; } = new double[dimension];

        public double[] NextRe { get; } = new double[rows];

        public double[] NextIm { get; } = new double[rows];

        public double[] Probabilities { get; } = new double[rows];

        public List<Choice> Choices { get; } = [];

        /// <summary>Makes the normalised state of an outcome the current one.</summary>
        public void Take(ChainSegment segment, int outcome) => CopyTo(StateRe, StateIm, segment, outcome);

        /// <summary>Copies the normalised state of an outcome.</summary>
        public void CopyTo(Span<double> re, Span<double> im, ChainSegment segment, int outcome)
        {
            double scale = segment.Normalisation(Probabilities[outcome]);
            int start = outcome * segment.OutDimension;
            for (int i = 0; i < segment.OutDimension; i++)
            {
                re[i] = NextRe[start + i] * scale;
                im[i] = NextIm[start + i] * scale;
            }
        }
    }
}
