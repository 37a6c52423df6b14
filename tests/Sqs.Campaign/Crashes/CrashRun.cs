using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using Newtonsoft.Json.Linq;
using Sqs.Campaign.Postgres;
using Sqs.Providers.Emulation.Hosting;
using Sqs.Providers.Emulation.Jobs;
using Sqs.Providers.Jobs;
using Sqs.Providers.Results;
using Sqs.Runtime.Access;
using Sqs.Runtime.Jobs;
using Sqs.Runtime.Jobs.Ledger;
using Sqs.Runtime.Jobs.Store;
using Sqs.Runtime.Storage;
using Sqs.Simulation.Random;

namespace Sqs.Campaign.Crashes;

/// <summary>One run: clients submit jobs to services, and services, vendor and database are killed at random moments, all as real processes.</summary>
/// <param name="vendor">The vendor.</param>
/// <param name="cluster">The PostgreSQL server, or null for SQLite.</param>
/// <param name="folder">A folder of its own.</param>
/// <param name="seed">Draws what is killed when.</param>
public sealed class CrashRun(Vendor vendor, PostgresCluster? cluster, string folder, ulong seed)
{
    private const int Jobs = 6;
    private const int Kills = 6;
    private const ulong Draws = 0x43524153;

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(4);

    private readonly CrashCounts _counts = new() { Runs = 1 };
    private readonly Dictionary<string, int> _marks = [];
    private uint _draw;

    public async Task<CrashCounts> RunAsync(CancellationToken cancellationToken)
    {
        string location = cluster is null ? Path.Combine(folder, "jobs.db") : await cluster.CreateDatabaseAsync(cancellationToken);
        var database = SqlDatabase.At(location);
        JobStore store = await JobStore.OpenAsync(database, cancellationToken);
        string key = (await new ApiKeyStore(database, TimeProvider.System).CreateAsync("default", "campaign", AccessScopes.Read | AccessScopes.Submit, cancellationToken)).Text;
        int port = LoopbackPort.Free();
        string state = Path.Combine(folder, "vendor.jsonl");
        using var emulator = new ChildProcess(["emulator", vendor.Name, Text(port), state], Path.Combine(folder, "vendor.log"));
        emulator.Start();
        int[] ports = [.. Enumerable.Range(0, cluster is null ? 1 : 3).Select(_ => LoopbackPort.Free())];
        ChildProcess[] services =
            [.. ports.Select(p => new ChildProcess(["service", $"http://127.0.0.1:{Text(port)}", location, Text(p)], Path.Combine(folder, $"service-{Text(p)}.log")))];
        try
        {
            foreach (ChildProcess service in services)
                service.Start();
            using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            patience.CancelAfter(Patience);
            Task clients = SubmitAsync(ports, key, patience.Token);
            await KillAsync(services, emulator, patience.Token);
            await clients;
            bool isEnded = await EndAsync(store, services, patience.Token);
            foreach (ChildProcess process in services.Append(emulator))
                await process.KillAsync();
            await VerifyAsync(store, state, isEnded, cancellationToken);
        }
        finally
        {
            foreach (ChildProcess service in services)
                service.Dispose();
        }

        return _counts;
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Program(int mark)
    {
        var text = new StringBuilder("OPENQASM 3.0; include \"stdgates.inc\"; qubit[8] q; bit[3] mid; bit[5] out; ");
        for (int bit = 0; bit < MarkedCircuits.Bits; bit++)
        {
            if (((mark >> bit) & 1) != 0)
                text.Append(CultureInfo.InvariantCulture, $"x q[{bit}]; ");
        }

        return text.Append("mid = measure q[0:2]; out = measure q[3:7];").ToString();
    }

    private int Next(int bound) => (int)(CounterRandom.Uniform(seed, Draws, _draw++) * bound);

    private async Task SubmitAsync(int[] ports, string key, CancellationToken cancellationToken)
    {
        using var client = new HttpClient { Timeout = TimeSpan.FromSeconds(20) };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
        for (int job = 0; job < Jobs; job++)
        {
            int mark = 1 + (((job * 37) + (int)(seed % 255)) % 255);
            var body = new JObject { ["backend"] = vendor.Backend, ["program"] = Program(mark), ["shots"] = 5, ["name"] = $"mark {mark}", ["maxCost"] = 1000 };

            // A client that hears nothing asks again, anywhere, with the same key.
            for (int attempt = 0; ; attempt++)
            {
                try
                {
                    using var request = new HttpRequestMessage(HttpMethod.Post, $"http://127.0.0.1:{Text(ports[(job + attempt) % ports.Length])}/v1/jobs");
                    request.Content = new StringContent(body.ToString(), Encoding.UTF8, "application/json");
                    request.Headers.Add("Idempotency-Key", $"job {job}");
                    using HttpResponseMessage answer = await client.SendAsync(request, cancellationToken);
                    if (answer.IsSuccessStatusCode)
                    {
                        _marks[(string)JObject.Parse(await answer.Content.ReadAsStringAsync(cancellationToken))["job"]!] = mark;
                        break;
                    }
                }
                catch (Exception exception) when (exception is HttpRequestException or TaskCanceledException && !cancellationToken.IsCancellationRequested)
                {
                    // Asked again below.
                }

                await Task.Delay(100, cancellationToken);
            }

            await Task.Delay(200, cancellationToken);
        }

        _counts.Wanted = Jobs;
    }

    private async Task KillAsync(ChildProcess[] services, ChildProcess emulator, CancellationToken cancellationToken)
    {
        for (int kill = 0; kill < Kills; kill++)
        {
            await Task.Delay(300 + Next(1500), cancellationToken);
            int victim = Next(services.Length + (cluster is null ? 1 : 2));
            int pause = Next(400);
            if (victim < services.Length)
            {
                _counts.Deaths += services[victim].Revive() ? 1 : 0;
                await services[victim].KillAsync();
                await Task.Delay(pause, cancellationToken);
                services[victim].Start();
                _counts.Kills++;
            }
            else if (victim == services.Length)
            {
                await emulator.KillAsync();
                await Task.Delay(pause, cancellationToken);
                emulator.Start();
                _counts.EmulatorKills++;
            }
            else
            {
                await cluster!.KillAsync(cancellationToken);
                await Task.Delay(pause, cancellationToken);
                await cluster.BeginAsync(cancellationToken);
                _counts.DatabaseKills++;
            }
        }
    }

    private async Task<bool> EndAsync(JobStore store, ChildProcess[] services, CancellationToken cancellationToken)
    {
        try
        {
            while (true)
            {
                IReadOnlyList<JobView> views = await store.ListAsync(new JobFilter(100), cancellationToken);
                if (views.Count == Jobs && views.All(v => v.State.IsTerminal() && v.IsUsageFinal))
                    return true;
                foreach (ChildProcess service in services)
                    _counts.Deaths += service.Revive() ? 1 : 0;
                await Task.Delay(200, cancellationToken);
            }
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    private async Task VerifyAsync(JobStore store, string state, bool isEnded, CancellationToken cancellationToken)
    {
        await using Emulator emulator = vendor.Emulate(new EmulatorOptions { StateFile = state });
        ILookup<string, EmulatedJob> remote = vendor.JobsOf(emulator).ToLookup(vendor.KeyOf);
        IReadOnlyList<JobView> views = await store.ListAsync(new JobFilter(100), cancellationToken);
        _counts.Submitted = remote.Count;
        _counts.Twice = remote.Count(k => k.Count() > 1);
        using ProviderCatalog catalog = ChildWorker.Catalog(new Uri("http://127.0.0.1:9"));
        var service = new JobService(store, catalog, ChildWorker.Policy);
        decimal charged = 0;
        foreach (JobView view in views)
        {
            _counts.Lost += isEnded && view.State == JobState.Done ? 0 : 1;
            JobResult result = await service.ResultsAsync(view.Job.Id, cancellationToken);
            if (result.Circuits[0].Records is not { } records || !_marks.TryGetValue(view.Job.Id, out int mark) || !MarkedCircuits.IsResultOf(mark, records))
                _counts.WrongResults++;
            charged += view.Charged.Sum(m => m.Amount);
            IReadOnlyList<LedgerEntry> entries = await store.LedgerAsync(view.Job.Id, cancellationToken);
            bool isBalanced = entries.Where(e => e.Kind == LedgerKind.Reserve).Sum(e => e.Amount.Amount) == 0
                && entries.Where(e => e.Kind == LedgerKind.Charge).Sum(e => e.Amount.Amount) == view.Charged.Sum(m => m.Amount);
            _counts.Unbalanced += isBalanced ? 0 : 1;
        }

        _counts.Lost += Jobs - views.Count;
        IReadOnlyList<ProjectBalance> balances = await store.BalancesAsync("default", cancellationToken);
        _counts.Unbalanced += balances.Sum(b => b.Reserved) == 0 && balances.Sum(b => b.Charged) == charged ? 0 : 1;
    }
}
