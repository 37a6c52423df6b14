using System.Collections.Concurrent;

namespace Sqs.Runtime.Execution.Batched;

/// <summary>Runs numbered pieces of work on threads, each with scratch memory. What a piece does must depend on its number alone.</summary>
internal sealed class BatchedWork
{
    private readonly ConcurrentBag<BatchedScratch> _free = [];

    /// <summary>Runs pieces.</summary>
    /// <param name="count">Number of pieces.</param>
    /// <param name="threads">Most threads to use.</param>
    /// <param name="piece">The work.</param>
    /// <param name="cancellation">Stops the work between pieces.</param>
    public void Run(int count, int threads, Action<int, BatchedScratch> piece, CancellationToken cancellation)
    {
        if (threads > 1 && count > 1)
        {
            var options = new ParallelOptions { MaxDegreeOfParallelism = threads, CancellationToken = cancellation };
            Parallel.For(0, count, options, Take, (i, _, scratch) => Do(piece, i, scratch), _free.Add);
            return;
        }

        BatchedScratch own = Take();
        for (int i = 0; i < count; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            piece(i, own);
        }

        _free.Add(own);
    }

    private static BatchedScratch Do(Action<int, BatchedScratch> piece, int index, BatchedScratch scratch)
    {
        piece(index, scratch);
        return scratch;
    }

    private BatchedScratch Take() => _free.TryTake(out BatchedScratch? scratch) ? scratch : new BatchedScratch();
}
