using System.Net.Http.Headers;
using System.Text;
using Newtonsoft.Json.Linq;
using Sqs.Providers.Credentials;
using Sqs.Providers.Native;
using Sqs.Runtime.Access;
using Sqs.Runtime.Jobs;
using Sqs.Runtime.Storage;
using Sqs.Service.Hosting;

namespace Sqs.Service.Tests;

/// <summary>A service on a free port, with the native engine behind it, and clients with keys of their own.</summary>
internal sealed class RunningService : IAsyncDisposable
{
    private readonly ServiceHost _host;
    private readonly ProviderCatalog _providers;
    private readonly List<HttpClient> _clients = [];

    private RunningService(ServiceHost host, ProviderCatalog providers, SqlDatabase database)
    {
        _host = host;
        _providers = providers;
        Keys = new ApiKeyStore(database, TimeProvider.System);
    }

    public ApiKeyStore Keys { get; }

    public Uri Address => _host.Addresses[0];

    public static async Task<RunningService> StartAsync(string location, int workers = 2, Uri? telemetry = null)
    {
        TimeProvider clock = TimeProvider.System;
        var providers = new ProviderCatalog([new ProviderRegistration(NativeProvider.Schema, _ => new NativeProvider(clock))], new CredentialSource(new CredentialFile("none"), _ => null), clock);
        var policy = new JobPolicy { FirstPoll = TimeSpan.FromMilliseconds(20), FirstUsageQuery = TimeSpan.FromHours(1) };
        var options = new ServiceOptions { Urls = ["http://127.0.0.1:0"], Workers = workers, WatchInterval = TimeSpan.FromMilliseconds(30), MaximumBody = 1 << 20, Telemetry = telemetry, MetricsInterval = TimeSpan.FromMilliseconds(500) };
        var database = SqlDatabase.At(location);
        ServiceHost host = await ServiceHost.CreateAsync(options, database, providers, policy, default);
        await host.StartAsync(default);
        return new RunningService(host, providers, database);
    }

    /// <summary>A client with a new key.</summary>
    public async Task<HttpClient> ClientAsync(string project = "default", AccessScopes scopes = AccessScopes.Read | AccessScopes.Submit) =>
        Client((await Keys.CreateAsync(project, "ann", scopes, default)).Text);

    /// <summary>A client with a text for a key, or without one.</summary>
    public HttpClient Client(string? key)
    {
        var client = new HttpClient { BaseAddress = Address };
        if (key is not null)
            client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
        _clients.Add(client);
        return client;
    }

    public static StringContent Json(string text) => new(text, Encoding.UTF8, "application/json");

    public static StringContent Json(JObject document) => Json(document.ToString());

    /// <summary>A request for a job that flips one bit of two.</summary>
    public static JObject Submission(int shots = 50) => new()
    {
        ["backend"] = "native",
        ["program"] = "OPENQASM 3.0; include \"stdgates.inc\"; qubit[2] q; bit[2] c; x q[0]; c = measure q;",
        ["shots"] = shots,
        ["name"] = "flip <b>one</b>",
    };

    public static async Task<JObject> ReadAsync(HttpResponseMessage answer) => JObject.Parse(await answer.Content.ReadAsStringAsync());

    public async Task StopAsync() => await _host.StopAsync(default);

    public async ValueTask DisposeAsync()
    {
        foreach (HttpClient client in _clients)
            client.Dispose();
        await _host.DisposeAsync();
        _providers.Dispose();
    }
}
