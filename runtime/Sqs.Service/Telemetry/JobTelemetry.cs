using System.Diagnostics;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.Logging;
using Sqs.Providers.Jobs;
using Sqs.Runtime.Jobs;
using Sqs.Runtime.Jobs.Driving;

namespace Sqs.Service.Telemetry;

/// <summary>
/// Traces, metrics and logs of the steps of jobs. A step is a span with job, part and backend; a change of state is a line of the log and a count.
/// Names of jobs, programs and results are never part of it.
/// </summary>
public sealed partial class JobTelemetry : IStepObserver, IDisposable
{
    /// <summary>Name of the source of spans and of the meter.</summary>
    public const string SourceName = "Sqs.Jobs";

    private readonly ILogger<JobTelemetry> _logger;
    private readonly ActivitySource _source = new(SourceName);
    private readonly Meter _meter;
    private readonly Histogram<double> _durations;
    private readonly Counter<long> _changes;
    private readonly Counter<long> _submits;
    private readonly Counter<double> _charges;

    /// <summary>Creates the instruments.</summary>
    /// <param name="meters">Makes the meter.</param>
    /// <param name="logger">Takes the lines.</param>
    public JobTelemetry(IMeterFactory meters, ILogger<JobTelemetry> logger)
    {
        ArgumentNullException.ThrowIfNull(meters);
        _logger = logger;
        _meter = meters.Create(SourceName);
        _durations = _meter.CreateHistogram<double>("sqs.step.duration", "s", "Duration of a step: one question to the vendor and one write.");
        _changes = _meter.CreateCounter<long>("sqs.part.changes", "{change}", "Changes of state.");
        _submits = _meter.CreateCounter<long>("sqs.submits", "{request}", "Jobs sent to a vendor, by what came of it.");
        _charges = _meter.CreateCounter<double>("sqs.charges", "{unit}", "Settled charges, by unit.");
    }

    /// <inheritdoc/>
    public IDisposable Begin(JobPart part)
    {
        ArgumentNullException.ThrowIfNull(part);
        Activity? activity = _source.StartActivity("job step");
        activity?.SetTag("sqs.job", part.JobId).SetTag("sqs.part", part.Index).SetTag("sqs.backend", part.Backend).SetTag("sqs.state", part.State.ToString());
        return new Span(this, activity, part);
    }

    /// <inheritdoc/>
    public void Stored(JobPart before, JobPart after)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(after);
        if (before.State != after.State)
        {
            _changes.Add(1, new("sqs.from", before.State.ToString()), new("sqs.to", after.State.ToString()), new("sqs.backend", after.Backend));
            Activity.Current?.SetTag("sqs.next", after.State.ToString());
            if (after.Error is { } error)
            {
                Activity.Current?.SetStatus(ActivityStatusCode.Error, error.Code);
                Failed(after.JobId, after.Index, after.Backend, after.State, error.Code, error.TraceId);
            }
            else
            {
                Moved(after.JobId, after.Index, after.Backend, before.State, after.State, after.RemoteId);
            }
        }

        if (before.State is JobState.Validated or JobState.Held && after.Attempts > before.Attempts)
            _submits.Add(1, new("sqs.to", after.State.ToString()), new("sqs.backend", after.Backend));
        if (after.Usage is { IsFinal: true, Charge: { } charge } && before.Usage is not { IsFinal: true })
            _charges.Add((double)charge.Amount, new("sqs.unit", charge.Unit), new("sqs.backend", after.Backend));
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _meter.Dispose();
        _source.Dispose();
    }

    [LoggerMessage(LogLevel.Information, "Job {Job} part {Part} on {Backend}: {From} to {To} (at the vendor {Remote}).")]
    private partial void Moved(string job, int part, string backend, JobState from, JobState to, string? remote);

    [LoggerMessage(LogLevel.Warning, "Job {Job} part {Part} on {Backend}: {To}, the vendor's code is {Code} (trace {Trace}).")]
    private partial void Failed(string job, int part, string backend, JobState to, string code, string? trace);

    private sealed class Span(JobTelemetry telemetry, Activity? activity, JobPart part) : IDisposable
    {
        private readonly long _began = Stopwatch.GetTimestamp();

        public void Dispose()
        {
            telemetry._durations.Record(Stopwatch.GetElapsedTime(_began).TotalSeconds, new("sqs.state", part.State.ToString()), new("sqs.backend", part.Backend));
            activity?.Dispose();
        }
    }
}
