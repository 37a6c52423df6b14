using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;
using Sqs.Runtime.Execution;
using Sqs.Service.Hosting;

namespace Sqs.Service.Telemetry;

/// <summary>
/// Sends traces, metrics and logs to a collector by the OpenTelemetry protocol: the steps of jobs, the requests the service answers, and the calls it makes.
/// </summary>
internal static class TelemetryExport
{
    /// <summary>Adds the export to a service, where it is asked for.</summary>
    /// <param name="services">The services.</param>
    /// <param name="logging">The log.</param>
    /// <param name="options">How the service runs.</param>
    public static void AddTo(IServiceCollection services, ILoggingBuilder logging, ServiceOptions options)
    {
        if (options.Telemetry is not { } collector)
            return;
        ResourceBuilder resource = ResourceBuilder.CreateDefault().AddService("sqs", serviceVersion: ProgramRun.SoftwareVersion);

        // The framework's own spans and meters carry addresses and status codes, and no header and no body.
        services.AddSingleton(_ => Sdk.CreateTracerProviderBuilder().SetResourceBuilder(resource)
            .AddSource(JobTelemetry.SourceName, "Microsoft.AspNetCore", "System.Net.Http")
            .AddOtlpExporter(otlp => Aim(otlp, collector, "v1/traces")).Build());
        services.AddSingleton(_ => Sdk.CreateMeterProviderBuilder().SetResourceBuilder(resource)
            .AddMeter(JobTelemetry.SourceName, "Sqs.Store", "Microsoft.AspNetCore.Hosting", "System.Net.Http", "System.Runtime")
            .AddOtlpExporter((otlp, reader) =>
            {
                Aim(otlp, collector, "v1/metrics");
                reader.PeriodicExportingMetricReaderOptions.ExportIntervalMilliseconds = (int)options.MetricsInterval.TotalMilliseconds;
            }).Build());
        logging.AddOpenTelemetry(log => log.SetResourceBuilder(resource).AddOtlpExporter(otlp => Aim(otlp, collector, "v1/logs")));
    }

    /// <summary>Begins to listen; what is built later is seen from here on.</summary>
    /// <param name="services">The services of the host.</param>
    public static void Begin(IServiceProvider services)
    {
        services.GetService<TracerProvider>();
        services.GetService<MeterProvider>();
    }

    private static void Aim(OtlpExporterOptions otlp, Uri collector, string path)
    {
        otlp.Protocol = OtlpExportProtocol.HttpProtobuf;
        otlp.Endpoint = new Uri(new Uri(collector.AbsoluteUri.TrimEnd('/') + "/"), path);
    }
}
