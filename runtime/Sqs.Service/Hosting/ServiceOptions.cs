namespace Sqs.Service.Hosting;

/// <summary>How the service runs.</summary>
public sealed record ServiceOptions
{
    /// <summary>Addresses it listens on. TLS comes with an <c>https</c> address and a certificate, both as the framework's configuration names them.</summary>
    public IReadOnlyList<string> Urls { get; init; } = ["http://127.0.0.1:8080"];

    /// <summary>Steps of jobs taken at a time; 0 for a service that only answers and leaves the work to others on the same store.</summary>
    public int Workers { get; init; } = 8;

    /// <summary>The largest body of a request, in bytes.</summary>
    public long MaximumBody { get; init; } = 16L << 20;

    /// <summary>How long a worker may take to end its step when the service stops.</summary>
    public TimeSpan DrainTime { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How often the trail of a job is looked at for those who watch it.</summary>
    public TimeSpan WatchInterval { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>How long jobs that have ended are kept; null for ever.</summary>
    public TimeSpan? RetainJobs { get; init; }

    /// <summary>Where traces, metrics and logs are sent by the OpenTelemetry protocol (HTTP, protobuf); null for nowhere.</summary>
    public Uri? Telemetry { get; init; }

    /// <summary>How often metrics are sent.</summary>
    public TimeSpan MetricsInterval { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Whether the log is one JSON document a line instead of text.</summary>
    public bool LogsJson { get; init; }
}
