using Sqs.Providers.Costs;
using Sqs.Providers.Jobs;
using Sqs.Providers.Results;
using Sqs.Runtime.Execution;
using Sqs.Runtime.Jobs;
using Sqs.Simulation;

namespace Sqs.Runtime.Runs;

/// <summary>Describes jobs that ran at a provider as a run: the programs as the device took them, their inputs, and the registers of every shot, beside the device jobs themselves.</summary>
public static class DeviceRecord
{
    /// <summary>Describes one job. The same job always gives a run of the same identifier, so that it is recorded once however often its results are read.</summary>
    /// <param name="kind">Kind of work, see <see cref="RunRecord.Kind"/>.</param>
    /// <param name="title">What ran, for people; null for the job's name.</param>
    /// <param name="job">The job.</param>
    /// <returns>The record.</returns>
    public static RunRecord Of(string kind, string? title, JobContents job)
    {
        ArgumentNullException.ThrowIfNull(job);
        return Of(kind, title ?? job.View.Job.Name, [job]) with { Id = RunRecord.IdOf(job.View.Job.CreatedAt, job.View.Job.Id), Created = job.View.Job.CreatedAt };
    }

    /// <summary>Describes the jobs of one piece of work, in the order in which they were needed.</summary>
    /// <param name="kind">Kind of work, see <see cref="RunRecord.Kind"/>.</param>
    /// <param name="title">What ran, for people.</param>
    /// <param name="jobs">The jobs, at least one, on one backend.</param>
    /// <returns>The record.</returns>
    public static RunRecord Of(string kind, string title, IReadOnlyList<JobContents> jobs)
    {
        ArgumentNullException.ThrowIfNull(jobs);
        return ProgramRun.Record(kind, title, [.. jobs.SelectMany(Programs)]) with
        {
            Backend = jobs[0].View.Job.Backend,
            DeviceJobs = [.. jobs.Select(j => new DeviceJob(j.View.Job.Id, j.View.Job.Backend, j.View.Job.Host, j.Device, j.Parts))],
            Metrics = Metrics(jobs),
        };
    }

    // Neighbours that are one program with other inputs are one job of the run.
    private static IEnumerable<RunJob> Programs(JobContents job)
    {
        for (int first = 0, next; first < job.Circuits.Count; first = next)
        {
            CircuitRequest circuit = job.Circuits[first];
            for (next = first + 1; next < job.Circuits.Count && ReferenceEquals(job.Circuits[next].Program, circuit.Program) && job.Circuits[next].Shots == circuit.Shots;)
                next++;
            CircuitResult[] results = [.. Enumerable.Range(first, next - first).Select(i => job.Result.Circuits[i])];
            double[] inputs = [.. job.Circuits.Skip(first).Take(next - first).SelectMany(c => c.Inputs).Select(v => v.Value)];
            yield return new RunJob(
                next - first == job.Circuits.Count ? job.View.Job.Name : $"{job.View.Job.Name}, circuits {first} to {next - 1}",
                circuit.Program,
                new RunSettings(circuit.Shots, job.View.Job.Seed),
                new ParameterSets(next - first, circuit.Program.Inputs.Count, inputs),
                [.. results.Select(r => new RecordedSet(r.Records is { } records ? records.Words.ToArray() : [], null))])
            {
                Device = new RunDevice(
                    job.View.Job.Id,
                    [.. Enumerable.Range(first, next - first)],
                    [.. results.SelectMany(r => r.UnreportedRegisters).Distinct(StringComparer.Ordinal)],
                    results.Any(r => r.IsSampled)),
            };
        }
    }

    // What is not settled is left out: a record never changes.
    private static SortedDictionary<string, double> Metrics(IReadOnlyList<JobContents> jobs)
    {
        var metrics = new SortedDictionary<string, double>(StringComparer.Ordinal) { ["jobs"] = jobs.Sum(j => j.Parts.Count(p => p.RemoteId is not null)) };
        if (!jobs.All(j => j.View.IsUsageFinal))
            return metrics;
        metrics["qpu-seconds"] = jobs.Sum(j => j.View.QpuSeconds);
        foreach (IGrouping<string, Money> charge in jobs.SelectMany(j => j.View.Charged).GroupBy(m => m.Unit))
            metrics[$"charged {charge.Key}"] = (double)charge.Sum(m => m.Amount);
        return metrics;
    }
}
