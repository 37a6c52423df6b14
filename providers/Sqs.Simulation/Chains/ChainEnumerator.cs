using Sqs.Simulation.Execution;

namespace Sqs.Simulation.Chains;

/// <summary>Follows every outcome of a chain with its probability.</summary>
/// <param name="segments">The chain.</param>
/// <param name="sink">Receives the records.</param>
/// <param name="cancellation">Stops the walk.</param>
internal sealed class ChainEnumerator(ChainSegment[] segments, ExactSink sink, CancellationToken cancellation)
{
    private readonly ulong[] _record = new ulong[sink.Words];

    /// <summary>Random events so far.</summary>
    public long Events { get; private set; }

    /// <summary>Adds every record of the chain to the sink.</summary>
    public void Run() => Follow([1], [0], 1, 0);

    // The states are not normalised: their weight is the probability of the record so far.
    private void Follow(double[] stateRe, double[] stateIm, double weight, int segment)
    {
        int entered = segment;
        for (; segment < segments.Length; segment++)
        {
            cancellation.ThrowIfCancellationRequested();
            ChainSegment current = segments[segment];
            double[] nextRe = new double[current.Rows];
            double[] nextIm = new double[current.Rows];
            double[] probabilities = new double[current.Outcomes];
            SegmentKernels.Apply(current, stateRe, stateIm, nextRe, nextIm);
            SegmentKernels.Probabilities(current, nextRe, nextIm, probabilities);
            Events += current.Outcomes > 1 ? 1 : 0;
            int last = Array.FindLastIndex(probabilities, static p => p > ShotSplit.Noise);
            if (last < 0)
            {
                weight = 0;
                break;
            }

            for (int outcome = 0; outcome <= last; outcome++)
            {
                if (probabilities[outcome] <= ShotSplit.Noise)
                    continue;
                int start = outcome * current.OutDimension;
                double[] re = nextRe[start..(start + current.OutDimension)];
                double[] im = nextIm[start..(start + current.OutDimension)];
                current.Write(outcome, _record);
                if (outcome == last)
                {
                    (stateRe, stateIm, weight) = (re, im, probabilities[outcome]);
                    break;
                }

                Follow(re, im, probabilities[outcome], segment + 1);
                current.Erase(_record);
            }
        }

        if (weight > 0)
            sink.Add([.. _record], weight);
        for (int i = entered; i < Math.Min(segment, segments.Length); i++)
            segments[i].Erase(_record);
    }
}
