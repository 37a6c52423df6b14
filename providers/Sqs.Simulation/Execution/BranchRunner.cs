using Sqs.Simulation.States;

namespace Sqs.Simulation.Execution;

/// <summary>
/// Runs a program over its branches on several threads: the large groups of shots are followed first, small ones are left and followed side by side.
/// Every group has a random stream of its own and they are put together in order, so threads change no bit.
/// </summary>
/// <param name="program">The program.</param>
/// <param name="options">Seed, limits and the kind of run.</param>
/// <param name="counters">Adds up what was done.</param>
internal sealed class BranchRunner(BoundProgram program, ExecutionOptions options, RunCounters counters)
{
    // Below this many shots threads cost more than they give.
    private const int ThreadedShots = 512;

    // Shares of the shots, or of the probability, below which groups are left.
    private const int BranchShare = 16;

    // Larger states are followed at once, by all threads: their copies would be held until then.
    private const long MostLeftAmplitudes = 1 << 16;

    // Groups left are followed in this many parts, on any number of threads.
    private const int Parts = 16;

    /// <summary>Runs a group of shots from the start of the program.</summary>
    /// <param name="state">All qubits in |0&gt;; taken over.</param>
    /// <param name="shots">Number of shots; 0 in exact runs.</param>
    /// <param name="path">Random stream of the first choice.</param>
    /// <param name="sink">Receives the branches that end.</param>
    /// <param name="progress">Goes on with every branch that ends.</param>
    /// <param name="cancellation">Stops the run within milliseconds.</param>
    public void Run(QuantumState state, int shots, ulong path, ILeafSink sink, SetProgress progress, CancellationToken cancellation)
    {
        var executor = new BranchExecutor(program, options);
        Branch start = executor.Start(state, shots, path);
        if (!options.IsExact && shots < ThreadedShots)
        {
            executor.Run(start, sink, progress, shots, cancellation);
            counters.Add(executor);
            return;
        }

        List<Branch> left = executor.RunAndLeave(start, sink, progress, shots, branch => IsLeft(branch, shots), cancellation);
        counters.Add(executor);
        Follow(left, sink, progress, shots, cancellation);
    }

    private bool IsLeft(Branch branch, int shots) =>
        (options.IsExact ? branch.Weight * BranchShare <= 1 : branch.Shots <= shots / BranchShare) && branch.State.Amplitudes <= MostLeftAmplitudes;

    private void Follow(List<Branch> left, ILeafSink sink, SetProgress progress, int shots, CancellationToken cancellation)
    {
        int count = Math.Min(left.Count, Parts);
        var parts = new (ILeafSink Sink, BranchExecutor Executor)[count];
        var workers = new ParallelOptions { MaxDegreeOfParallelism = options.StateThreads, CancellationToken = cancellation };
        try
        {
            WorkerPool.For(count, workers, part =>
            {
                parts[part] = (sink.CreatePart(), new BranchExecutor(program, options));
                int end = (int)((long)left.Count * (part + 1) / count);
                for (int i = (int)((long)left.Count * part / count); i < end; i++)
                    parts[part].Executor.Run(left[i], parts[part].Sink, progress, shots, cancellation);
            });
        }
        catch (Exception)
        {
            // Those that have run are given back already, and nothing happens to them.
            foreach (Branch branch in left)
                branch.Dispose();
            throw;
        }

        foreach ((ILeafSink found, BranchExecutor executor) in parts)
        {
            sink.Add(found);
            counters.Add(executor);
        }
    }
}
