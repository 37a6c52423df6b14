using System.Runtime.ExceptionServices;

namespace Sqs.Simulation.Execution;

/// <summary>Runs independent pieces of work on several threads.</summary>
internal static class WorkerPool
{
    /// <summary>Runs every piece; the first failure is thrown as it is.</summary>
    /// <param name="count">Number of pieces.</param>
    /// <param name="options">Number of threads and cancellation.</param>
    /// <param name="body">Runs one piece.</param>
    public static void For(int count, ParallelOptions options, Action<int> body)
    {
        if (count == 1 || options.MaxDegreeOfParallelism == 1)
        {
            for (int i = 0; i < count; i++)
            {
                options.CancellationToken.ThrowIfCancellationRequested();
                body(i);
            }

            return;
        }

        try
        {
            Parallel.For(0, count, options, body);
        }
        catch (AggregateException failures)
        {
            ExceptionDispatchInfo.Throw(failures.InnerExceptions[0]);
        }
    }
}
