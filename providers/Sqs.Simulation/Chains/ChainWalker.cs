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

    private void Follow(int depth, int shots, ulong path, int segment)
    {
        Level level = LevelAt(depth);
        int entered = segment;
        for (; segment < _segments.Length; segment++)
        {
            ChainSegment current = _segments[segment];
            SegmentKernels.Apply(current, level.StateRe, level.StateIm, level.NextRe, level.NextIm);
            SegmentKernels.Probabilities(current, level.NextRe, level.NextIm, level.Probabilities);
            int outcome = current.Outcomes == 1 ? 0 : Choose(level, current, shots, path, depth, segment, out shots);
            current.Write(outcome, _record);
            level.Take(current, outcome);
            path = CounterRandom.Combine(path, (ulong)outcome);
        }

        _groups.Add(_record, shots);
        for (int i = entered; i < _segments.Length; i++)
            _segments[i].Erase(_record);
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
            Level below = LevelAt(depth + 1);
            level.CopyTo(below, segment, (int)choices[i].Outcome);
            segment.Write((int)choices[i].Outcome, _record);
            Follow(depth + 1, choices[i].Shots, CounterRandom.Combine(path, (ulong)choices[i].Outcome), index + 1);
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
        public void Take(ChainSegment segment, int outcome) => CopyTo(this, segment, outcome);

        /// <summary>Copies the normalised state of an outcome.</summary>
        public void CopyTo(Level target, ChainSegment segment, int outcome)
        {
            double scale = segment.Normalisation(Probabilities[outcome]);
            int start = outcome * segment.OutDimension;
            for (int i = 0; i < segment.OutDimension; i++)
            {
                target.StateRe[i] = NextRe[start + i] * scale;
                target.StateIm[i] = NextIm[start + i] * scale;
            }
        }
    }
}
