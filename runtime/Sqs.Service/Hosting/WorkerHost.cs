using System.Data.Common;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Sqs.Runtime.Execution;
using Sqs.Runtime.Jobs;
using Sqs.Runtime.Jobs.Driving;

namespace Sqs.Service.Hosting;

/// <summary>Runs the workers of this process. When the service stops, a step under way is ended and no new one is begun.</summary>
/// <param name="jobs">The jobs.</param>
/// <param name="options">How the service runs.</param>
/// <param name="logger">Takes what goes wrong.</param>
public sealed partial class WorkerHost(JobService jobs, ServiceOptions options, ILogger<WorkerHost> logger) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private int _running;
    private CancellationTokenSource _wake = new();

    /// <summary>Whether every worker runs.</summary>
    public bool IsWorking => Volatile.Read(ref _running) == options.Workers;

    /// <summary>Tells sleeping workers that there may be something to do.</summary>
    public void Wake() => Interlocked.Exchange(ref _wake, new CancellationTokenSource()).Cancel();

    /// <inheritdoc/>
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.WhenAll(Enumerable.Range(0, options.Workers).Select(n => Task.Run(() => WorkAsync(n, stoppingToken), CancellationToken.None)));

    // A job of the native engine runs inside a step, and may run for long. Half of the workers never take one, so that what is at the vendors is always followed.
    private async Task WorkAsync(int number, CancellationToken stopping)
    {
        JobWorker worker = jobs.Worker(number < (options.Workers + 1) / 2 ? null : ProgramRun.NativeBackend);
        Interlocked.Increment(ref _running);
        try
        {
            while (!stopping.IsCancellationRequested)
            {
                try
                {
                    if (!await worker.StepAsync(null, CancellationToken.None).ConfigureAwait(false))
                        await SleepAsync(worker, stopping).ConfigureAwait(false);
                }
                catch (OperationCanceledException) when (stopping.IsCancellationRequested)
                {
                    return;
                }
                catch (Exception exception) when (exception is DbException or TimeoutException)
                {
                    // The store is away. What was under way is stored as far as it went, and goes on from there.
                    StepFailed(exception);
                    await Task.Delay(Pause, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                }
                catch (Exception exception)
                {
                    // Its part waits longer each time; the others go on.
                    StepFailed(exception);
                }
            }
        }
        finally
        {
            Interlocked.Decrement(ref _running);
        }
    }

    private async Task SleepAsync(JobWorker worker, CancellationToken stopping)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stopping, Volatile.Read(ref _wake).Token);
        try
        {
            await worker.SleepAsync(null, either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!stopping.IsCancellationRequested)
        {
            // Woken.
        }
    }

    [LoggerMessage(LogLevel.Error, "A step of a job failed; it is tried again.")]
    private partial void StepFailed(Exception exception);
}
