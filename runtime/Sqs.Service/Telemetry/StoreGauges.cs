using System.Data.Common;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.Hosting;
using Sqs.Providers.Jobs;
using Sqs.Runtime.Jobs.Store;
using Sqs.Service.Hosting;

namespace Sqs.Service.Telemetry;

/// <summary>Counts the parts in the store by state, as a gauge. All services on one store report the same figures.</summary>
/// <param name="store">The store.</param>
/// <param name="options">How often.</param>
/// <param name="meters">Makes the meter.</param>
public sealed class StoreGauges(IJobStore store, ServiceOptions options, IMeterFactory meters) : BackgroundService
{
    private volatile IReadOnlyDictionary<string, long> _parts = new Dictionary<string, long>();

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // Nobody would read them.
        if (options.Telemetry is null)
            return;
        using Meter meter = meters.Create("Sqs.Store");
        meter.CreateObservableGauge("sqs.parts", Measure, "{part}", "Parts of jobs in the store, by state.");
        using var timer = new PeriodicTimer(options.MetricsInterval / 2);
        do
        {
            try
            {
                _parts = await store.CountPartsAsync(stoppingToken).ConfigureAwait(false);
            }
            catch (DbException)
            {
                // The next look may find the store again; readiness tells that it is away.
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken).ConfigureAwait(false));
    }

    // A state that holds nothing is a figure too.
    private IEnumerable<Measurement<long>> Measure() =>
        Enum.GetNames<JobState>().Select(s => new Measurement<long>(_parts.GetValueOrDefault(s), new KeyValuePair<string, object?>("sqs.state", s)));
}
