using System.Data.Common;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Newtonsoft.Json.Linq;
using Sqs.Runtime.Access;
using Sqs.Runtime.Jobs;
using Sqs.Runtime.Jobs.Store;
using Sqs.Runtime.Runs;
using Sqs.Runtime.Storage;
using Sqs.Service.Access;
using Sqs.Service.Api;
using Sqs.Service.Telemetry;

namespace Sqs.Service.Hosting;

/// <summary>The job service of a team: its routes, its workers and its life.</summary>
public sealed class ServiceHost : IAsyncDisposable
{
    private readonly WebApplication _application;

    private ServiceHost(WebApplication application) => _application = application;

    /// <summary>Addresses it listens on, with the ports it was given; after the start.</summary>
    public IReadOnlyList<Uri> Addresses =>
        [.. _application.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Select(a => new Uri(a))];

    /// <summary>Builds the service; nothing runs yet.</summary>
    /// <param name="options">How it runs.</param>
    /// <param name="database">The database of the jobs.</param>
    /// <param name="providers">Who runs jobs.</param>
    /// <param name="policy">How they are followed.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>The service.</returns>
    /// <exception cref="Compiler.Diagnostics.DiagnosticException">The database cannot be used.</exception>
    public static async Task<ServiceHost> CreateAsync(ServiceOptions options, SqlDatabase database, ProviderCatalog providers, JobPolicy policy, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(options);
        JobStore store = await JobStore.OpenAsync(database, cancellationToken).ConfigureAwait(false);
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseKestrelHttpsConfiguration().UseUrls([.. options.Urls]).ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = options.MaximumBody;
        });
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = options.DrainTime);
        builder.Logging.ClearProviders().SetMinimumLevel(LogLevel.Information).AddFilter("Microsoft", LogLevel.Warning).AddFilter("System.Net.Http", LogLevel.Warning);
        if (options.LogsJson)
            builder.Logging.AddJsonConsole(console => console.UseUtcTimestamp = true);
        else
            builder.Logging.AddSimpleConsole(console => console.SingleLine = true);
        builder.Services.Configure<Microsoft.Extensions.Logging.Console.ConsoleLoggerOptions>(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
        TelemetryExport.AddTo(builder.Services, builder.Logging, options);
        builder.Services.AddOpenApi("v1", OpenApiForm.Apply);
        builder.Services.AddSingleton(options).AddSingleton(database).AddSingleton(providers).AddSingleton(policy).AddSingleton<IJobStore>(store).AddSingleton(TimeProvider.System)
            .AddSingleton<JobTelemetry>()
            .AddSingleton(s => new JobService(store, providers, policy, TimeProvider.System, s.GetRequiredService<JobTelemetry>())).AddSingleton<ApiKeyStore>().AddSingleton<AccessGate>().AddSingleton<JobWatch>().AddSingleton<Submissions>()
            .AddSingleton<JobRoutes>().AddSingleton<BudgetRoutes>().AddSingleton<KeyRoutes>().AddSingleton<BackendRoutes>().AddSingleton<SharedRunStore>().AddSingleton<Replays>().AddSingleton<RunRoutes>().AddSingleton<WorkerHost>()
            .AddHostedService(s => s.GetRequiredService<WorkerHost>()).AddHostedService<StoreGauges>().AddHostedService<RetentionHost>();
        WebApplication application = builder.Build();
        TelemetryExport.Begin(application.Services);
        application.UseMiddleware<Problems>();
        AddRoutes(application);
        return new ServiceHost(application);
    }

    /// <summary>Starts listening and working.</summary>
    /// <param name="cancellationToken">Stops the start.</param>
    /// <returns>Completes when it listens.</returns>
    public Task StartAsync(CancellationToken cancellationToken) => _application.StartAsync(cancellationToken);

    /// <summary>Stops taking requests and steps, and ends what is under way.</summary>
    /// <param name="cancellationToken">Cuts the drain short.</param>
    /// <returns>Completes when it has stopped.</returns>
    public Task StopAsync(CancellationToken cancellationToken) => _application.StopAsync(cancellationToken);

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _application.DisposeAsync();

    private static void AddRoutes(WebApplication application)
    {
        IServiceProvider services = application.Services;
        var routes = new RouteTable(application, services.GetRequiredService<AccessGate>());
        services.GetRequiredService<JobRoutes>().AddTo(routes);
        services.GetRequiredService<BudgetRoutes>().AddTo(routes);
        services.GetRequiredService<KeyRoutes>().AddTo(routes);
        services.GetRequiredService<BackendRoutes>().AddTo(routes);
        services.GetRequiredService<RunRoutes>().AddTo(routes);
        DashboardRoutes.AddTo(application);
        application.MapOpenApi();
        application.MapGet("/healthz", (HttpContext context) => Answers.OkAsync(context, new JObject { ["status"] = "alive" })).ExcludeFromDescription();
        application.MapGet("/readyz", ReadyAsync).ExcludeFromDescription();
    }

    private static async Task ReadyAsync(HttpContext context)
    {
        IServiceProvider services = context.RequestServices;
        string? why = services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping.IsCancellationRequested ? "draining"
            : services.GetRequiredService<WorkerHost>().IsWorking ? null : "a worker has stopped";
        using var soon = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted);
        soon.CancelAfter(TimeSpan.FromSeconds(2));
        try
        {
            await services.GetRequiredService<IJobStore>().FindAsync("0", soon.Token).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is DbException or OperationCanceledException)
        {
            why = "the store cannot be reached";
        }

        await Answers.WriteAsync(
            context,
            why is null ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable,
            new JObject { ["status"] = why ?? "ready" },
            "application/json").ConfigureAwait(false);
    }
}
