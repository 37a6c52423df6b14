using Sqs.Providers.Costs;
using Sqs.Runtime.Jobs;

namespace Sqs.Runtime.Execution.Devices;

/// <summary>What a run used on a device. Jobs of an earlier sitting whose results are read again count too: they are part of the run.</summary>
public sealed class DeviceUsage
{
    private readonly List<JobView> _jobs = [];

    /// <summary>Number of jobs at the provider.</summary>
    public int Jobs => _jobs.Sum(j => j.Parts.Count(p => p.RemoteId is not null));

    /// <summary>Number of circuits.</summary>
    public int Circuits => _jobs.Sum(j => j.Job.Circuits);

    /// <summary>Identifiers of the jobs, in order.</summary>
    public IReadOnlyList<string> JobIds => [.. _jobs.Select(j => j.Job.Id)];

    /// <summary>What the jobs were expected to cost, by unit.</summary>
    public IReadOnlyList<Money> Estimated =>
        [.. _jobs.SelectMany(j => j.Estimated).GroupBy(m => m.Unit).Select(g => new Money(g.Sum(m => m.Amount), g.Key))];

    /// <summary>Seconds of processor time that are settled.</summary>
    public double QpuSeconds => _jobs.Sum(j => j.QpuSeconds);

    /// <summary>What is charged as far as it is settled, by unit.</summary>
    public IReadOnlyList<Money> Charged =>
        [.. _jobs.SelectMany(j => j.Charged).GroupBy(m => m.Unit).Select(g => new Money(g.Sum(m => m.Amount), g.Key))];

    /// <summary>Jobs whose usage the provider has not settled.</summary>
    public int Unsettled => _jobs.Count(j => !j.IsUsageFinal);

    /// <summary>Asks for usage that was not settled when the jobs ended, where that is due.</summary>
    /// <param name="service">The jobs.</param>
    /// <param name="cancellationToken">Stops the calls.</param>
    /// <returns>Completes when every job was asked for.</returns>
    public async Task SettleAsync(JobService service, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(service);
        for (int i = 0; i < _jobs.Count; i++)
        {
            if (!_jobs[i].IsUsageFinal)
                _jobs[i] = await service.SettleAsync(_jobs[i].Job.Id, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Counts a job.</summary>
    /// <param name="view">The job.</param>
    internal void Count(JobView view) => _jobs.Add(view);
}
