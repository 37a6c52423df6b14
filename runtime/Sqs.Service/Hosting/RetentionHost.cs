using System.Data.Common;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Sqs.Runtime.Jobs.Store;

namespace Sqs.Service.Hosting;

/// <summary>Takes old jobs out of the store, once an hour. Several services on one store do each other no harm.</summary>
/// <param name="store">The store.</param>
/// <param name="options">How long jobs are kept.</param>
/// <param name="clock">The clock.</param>
/// <param name="logger">Told what was taken out.</param>
public sealed partial class RetentionHost(IJobStore store, ServiceOptions options, TimeProvider clock, ILogger<RetentionHost> logger) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromHours(1);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (options.RetainJobs is not { } retained)
            return;
        using var timer = new PeriodicTimer(Every, clock);
        do
        {
            try
            {
                DateTimeOffset now = clock.GetUtcNow();
                PruneResult taken = await store.PruneAsync(now - retained, now, stoppingToken).ConfigureAwait(false);
                if (taken.Jobs > 0)
                    Pruned(taken.Jobs, taken.Texts);
            }
            catch (DbException exception)
            {
                Failed(exception);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken).ConfigureAwait(false));
    }

    [LoggerMessage(LogLevel.Information, "{Jobs} old jobs and {Texts} texts were taken out of the store.")]
    private partial void Pruned(int jobs, int texts);

    [LoggerMessage(LogLevel.Warning, "Old jobs could not be taken out of the store; it is tried again in an hour.")]
    private partial void Failed(Exception exception);
}
