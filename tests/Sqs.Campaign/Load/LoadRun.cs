using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using Newtonsoft.Json.Linq;
using Sqs.Campaign.Crashes;
using Sqs.Campaign.Postgres;
using Sqs.Providers.Credentials;
using Sqs.Providers.Native;
using Sqs.Runtime.Access;
using Sqs.Runtime.Jobs;
using Sqs.Runtime.Jobs.Store;
using Sqs.Runtime.Storage;

namespace Sqs.Campaign.Load;

/// <summary>
/// Many clients submit jobs to one service, a process of its own with the native engine behind it, and ask for their state; then every job is
/// followed to its end. Prints throughput, latencies, errors, and the memory of the service all along.
/// </summary>
public static class LoadRun
{
    private const string Program = "OPENQASM 3.0; include \"stdgates.inc\"; qubit[2] q; bit[2] c; h q[0]; cx q[0], q[1]; c = measure q;";

    private static readonly TimeSpan SampleEvery = TimeSpan.FromSeconds(2);

    /// <summary>How jobs are followed: as usual, but with as many at a time as the engine takes.</summary>
    public static JobPolicy Policy { get; } = new() { MostInFlight = 50, FirstPoll = TimeSpan.FromMilliseconds(100) };

    /// <summary>The native engine alone.</summary>
    public static ProviderCatalog Catalog()
    {
        TimeProvider clock = TimeProvider.System;
        return new ProviderCatalog([new ProviderRegistration(NativeProvider.Schema, _ => new NativeProvider(clock))], new CredentialSource(new CredentialFile("none"), _ => null), clock);
    }

    /// <summary>Runs the load.</summary>
    /// <param name="kind"><c>sqlite</c> or <c>postgres</c>.</param>
    /// <param name="jobs">Number of jobs.</param>
    /// <param name="clients">Number of clients that submit at a time.</param>
    /// <param name="output">Takes the figures.</param>
    /// <param name="cancellationToken">Stops the run.</param>
    /// <returns>Whether every request was answered well and every job has its results.</returns>
    public static async Task<bool> RunAsync(string kind, int jobs, int clients, TextWriter output, CancellationToken cancellationToken)
    {
        string folder = Directory.CreateTempSubdirectory("sqs-load").FullName;
        await using PostgresCluster? cluster = kind == "postgres" ? await PostgresCluster.StartAsync(cancellationToken) : null;
        string location = cluster is null ? Path.Combine(folder, "jobs.db") : await cluster.CreateDatabaseAsync(cancellationToken);
        var database = SqlDatabase.At(location);
        JobStore store = await JobStore.OpenAsync(database, cancellationToken);
        string key = (await new ApiKeyStore(database, TimeProvider.System).CreateAsync("default", "load", AccessScopes.Read | AccessScopes.Submit, cancellationToken)).Text;
        int port = LoopbackPort.Free();
        using var service = new ChildProcess(["native-service", location, port.ToString(CultureInfo.InvariantCulture)], Path.Combine(folder, "service.log"));
        service.Start();
        using var client = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = clients }) { BaseAddress = new Uri($"http://127.0.0.1:{port.ToString(CultureInfo.InvariantCulture)}"), Timeout = TimeSpan.FromMinutes(2) };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
        await ReadyAsync(client, cancellationToken);

        using var sampling = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        Task sampler = SampleAsync(service, store, output, sampling.Token);
        var submits = new Latencies("submit");
        var queries = new Latencies("status");
        int next = 0;
        int errors = 0;
        var clock = Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(0, clients).Select(async _ =>
        {
            while (Interlocked.Increment(ref next) <= jobs)
            {
                JObject? made = await AskAsync(client, HttpMethod.Post, "/v1/jobs", Body(next), submits, cancellationToken);
                JObject? seen = made is null ? null : await AskAsync(client, HttpMethod.Get, $"/v1/jobs/{(string)made["job"]!}", null, queries, cancellationToken);
                if (seen is null)
                    Interlocked.Increment(ref errors);
            }
        }));
        double submitted = clock.Elapsed.TotalSeconds;
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{jobs} jobs submitted by {clients} clients in {submitted:F1} s: {jobs / submitted:F0} a second, {errors} errors"));
        output.WriteLine(submits);
        output.WriteLine(queries);
        while ((await store.CountPartsAsync(cancellationToken)).Any(p => p.Key is not ("Done" or "Failed" or "Cancelled" or "LostRemote")))
            await Task.Delay(200, cancellationToken);
        double ended = clock.Elapsed.TotalSeconds;
        IReadOnlyDictionary<string, long> states = await store.CountPartsAsync(cancellationToken);
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"all ended {ended:F1} s after the start ({jobs / ended:F0} a second): {string.Join(", ", states.Select(s => $"{s.Value} {s.Key}"))}"));
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"the service used {service.ProcessorTime.TotalSeconds:F1} s of processor time, {service.ProcessorTime.TotalMilliseconds / jobs:F2} ms a job"));
        await sampling.CancelAsync();
        await sampler.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await service.KillAsync();
        Directory.Delete(folder, recursive: true);
        return errors == 0 && states.GetValueOrDefault("Done") == jobs;
    }

    private static string Body(int number) => new JObject { ["backend"] = "native", ["program"] = Program, ["shots"] = 100, ["seed"] = number, ["name"] = "load" }.ToString();

    private static async Task<JObject?> AskAsync(HttpClient client, HttpMethod method, string path, string? body, Latencies latencies, CancellationToken cancellationToken)
    {
        long began = Stopwatch.GetTimestamp();
        try
        {
            using var request = new HttpRequestMessage(method, path);
            if (body is not null)
                request.Content = new StringContent(body, Encoding.UTF8, "application/json");
            using HttpResponseMessage answer = await client.SendAsync(request, cancellationToken);
            var document = JObject.Parse(await answer.Content.ReadAsStringAsync(cancellationToken));
            latencies.Add(Stopwatch.GetElapsedTime(began));
            return answer.IsSuccessStatusCode ? document : null;
        }
        catch (Exception exception) when (exception is HttpRequestException or TaskCanceledException && !cancellationToken.IsCancellationRequested)
        {
            return null;
        }
    }

    private static async Task ReadyAsync(HttpClient client, CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                using HttpResponseMessage answer = await client.GetAsync("/readyz", cancellationToken);
                if (answer.IsSuccessStatusCode)
                    return;
            }
            catch (HttpRequestException)
            {
                // Not yet.
            }

            await Task.Delay(100, cancellationToken);
        }
    }

    private static async Task SampleAsync(ChildProcess service, JobStore store, TextWriter output, CancellationToken cancellationToken)
    {
        var clock = Stopwatch.StartNew();
        while (true)
        {
            IReadOnlyDictionary<string, long> states = await store.CountPartsAsync(cancellationToken);
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"{clock.Elapsed.TotalSeconds,6:F1} s  {service.WorkingSet >> 20,5} MB  {states.Values.Sum(),6} jobs, {states.GetValueOrDefault("Done"),6} done"));
            await Task.Delay(SampleEvery, cancellationToken);
        }
    }
}
