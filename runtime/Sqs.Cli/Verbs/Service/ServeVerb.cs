using System.CommandLine;
using Newtonsoft.Json.Linq;
using Sqs.Cli.Terminal;
using Sqs.Cli.Verbs.Jobs;
using Sqs.Runtime.Jobs;
using Sqs.Runtime.Storage;
using Sqs.Service.Hosting;

namespace Sqs.Cli.Verbs.Service;

/// <summary><c>sqs serve</c>: the job service of a team.</summary>
internal sealed class ServeVerb : VerbCommand
{
    private const string CollectorVariable = "OTEL_EXPORTER_OTLP_ENDPOINT";

    private static readonly ServiceOptions Defaults = new();
    private static readonly JobPolicy Policy = new();

    private readonly JobStoreOptions _store = new();
    private readonly Option<string[]> _urls = new("--url") { Description = "Address to listen on; may be repeated.", DefaultValueFactory = _ => [.. Defaults.Urls] };
    private readonly Option<int> _workers = new("--workers") { Description = "Steps of jobs taken at a time; 0 only answers.", DefaultValueFactory = _ => Defaults.Workers };
    private readonly Option<int> _inFlight = new("--in-flight") { Description = "Most jobs a backend has at a time, all workers on the store together.", DefaultValueFactory = _ => Policy.MostInFlight };

    private readonly Option<double?> _retain = new("--retain-days") { Description = "Days that jobs are kept behind their end; for ever when left out. The ledger is always kept." };
    private readonly Option<Uri?> _telemetry = new("--telemetry")
    {
        Description = $"Address of a collector for traces, metrics and logs (OpenTelemetry, HTTP, protobuf); the variable {CollectorVariable}, else none.",
        CustomParser = ParseAddress,
    };

    private readonly Option<string> _logs = new("--log-format") { Description = "How the log is written to standard error: text or json.", DefaultValueFactory = _ => "text" };

    /// <summary>Creates the verb.</summary>
    public ServeVerb()
        : base(
            "serve",
            "Runs the job service: an HTTP API and workers that follow every job to its end. Ctrl-C or SIGTERM drains it.",
            "sqs serve --jobs jobs.db --url http://127.0.0.1:8080",
            "sqs serve --jobs postgres://sqs@db.example.org/sqs --workers 4")
    {
        _workers.RequireBetween(0, 64);
        _inFlight.RequirePositive();
        _retain.RequireDays();
        _logs.AcceptOnlyFromAmong("text", "json");
        _store.AddTo(this);
        foreach (Option option in (Option[])[_urls, _workers, _inFlight, _retain, _telemetry, _logs])
            Add(option);
    }

    /// <inheritdoc/>
    public override async Task<int> RunAsync(ParseResult arguments, VerbContext context)
    {
        var options = new ServiceOptions
        {
            Urls = arguments.GetRequiredValue(_urls),
            Workers = arguments.GetValue(_workers),
            RetainJobs = arguments.GetValue(_retain) is { } days ? TimeSpan.FromDays(days) : null,
            Telemetry = arguments.GetValue(_telemetry) ?? (Uri.TryCreate(Environment.GetEnvironmentVariable(CollectorVariable), UriKind.Absolute, out Uri? collector) ? collector : null),
            LogsJson = arguments.GetRequiredValue(_logs) == "json",
        };
        JobPolicy policy = Policy with { MostInFlight = arguments.GetValue(_inFlight) };
        using ProviderCatalog providers = JobStoreOptions.Providers();
        ServiceHost host = await ServiceHost.CreateAsync(options, SqlDatabase.At(_store.Location(arguments)), providers, policy, context.Cancellation).ConfigureAwait(false);
        await using (host.ConfigureAwait(false))
        {
            await host.StartAsync(context.Cancellation).ConfigureAwait(false);
            if (context.IsJson)
                context.WriteJson(new JObject { ["addresses"] = new JArray(host.Addresses.Select(a => a.ToString())) });
            else
                context.Output.WriteLine($"listening at {string.Join(", ", host.Addresses)}");
            context.Output.Flush();
            context.Remark($"'sqs keys create' makes a key; {options.Workers} workers follow the jobs of {_store.Location(arguments)}");
            await Task.Delay(Timeout.InfiniteTimeSpan, context.Cancellation).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            context.Remark("draining: steps under way are ended, no new one is begun");
            await host.StopAsync(CancellationToken.None).ConfigureAwait(false);
        }

        return ExitCode.Done;
    }

    private static Uri? ParseAddress(System.CommandLine.Parsing.ArgumentResult result)
    {
        if (Uri.TryCreate(result.Tokens[0].Value, UriKind.Absolute, out Uri? address) && address.Scheme is "http" or "https")
            return address;
        result.AddError("--telemetry must be an http or https address, for instance http://127.0.0.1:4318");
        return null;
    }
}
