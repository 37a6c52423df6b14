using System.Net;
using Newtonsoft.Json.Linq;
using Sqs.Runtime.Access;

namespace Sqs.Service.Tests;

/// <summary>What clients of the service do.</summary>
public sealed class JobApiTests
{
    private string _folder = null!;
    private RunningService _service = null!;

    private string Store => Path.Combine(_folder, "jobs.db");

    [SetUp]
    public async Task Begin()
    {
        _folder = Directory.CreateTempSubdirectory("sqs-service").FullName;
        _service = await RunningService.StartAsync(Store);
    }

    [TearDown]
    public async Task End()
    {
        await _service.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Test]
    public async Task A_job_is_submitted_watched_to_its_end_and_read()
    {
        HttpClient client = await _service.ClientAsync();
        HttpResponseMessage made = await client.PostAsync("/v1/jobs", RunningService.Json(RunningService.Submission()));
        Assert.That(made.StatusCode, Is.EqualTo(HttpStatusCode.Created));
        string job = (string)(await RunningService.ReadAsync(made))["job"]!;
        Assert.That(made.Headers.Location!.ToString(), Is.EqualTo($"/v1/jobs/{job}"));
        string[] events = await WatchAsync(client, job, after: null);
        Assert.That(events[^1], Does.StartWith("event: end").And.Contain("Done"));
        Assert.That(events, Has.Some.Contain("Submitted"));

        // A watcher that comes back with what it saw last misses nothing and sees nothing twice.
        string second = events[1].Split('\n')[0]["id: ".Length..];
        Assert.That(await WatchAsync(client, job, second), Is.EqualTo(events[2..]));
        JObject result = await RunningService.ReadAsync(await client.GetAsync($"/v1/jobs/{job}/results?memory=true"));
        Assert.That(result["counts"]!.ToString(Newtonsoft.Json.Formatting.None), Is.EqualTo("{\"01\":50}"));
        Assert.That(result["memory"]!.Count(), Is.EqualTo(50));
        JObject page = await RunningService.ReadAsync(await client.GetAsync("/v1/jobs?limit=1"));
        Assert.That((string)page["jobs"]![0]!["state"]!, Is.EqualTo("Done"));
        Assert.That((await RunningService.ReadAsync(await client.GetAsync((string)page["next"]!)))["jobs"]!.Count(), Is.Zero);
    }

    [Test]
    public async Task A_network_runs_on_the_spikes_of_the_request()
    {
        HttpClient client = await _service.ClientAsync();
        var request = new JObject
        {
            ["backend"] = "native",
            ["shots"] = 20,
            ["model"] = JObject.Parse("""
                {"version":1,"name":"two","steps":2,"inputs":[{"name":"in","size":2}],
                 "populations":[{"name":"out","size":1,"neuron":{"family":"sqs","io":1,"memory":1,"ansatz":{"kind":"chain"}},"parameters":{"ent":0,"mem":0,"in":0}}],
                 "synapses":[{"from":"in","to":"out","weights":[[1.0,0.0]]}],"outputs":["out"]}
                """),
            ["spikes"] = JArray.Parse("[[1,0],[0,1]]"),
        };
        HttpResponseMessage made = await client.PostAsync("/v1/jobs", RunningService.Json(request));
        Assert.That(made.StatusCode, Is.EqualTo(HttpStatusCode.Created), await made.Content.ReadAsStringAsync());
        string job = (string)(await RunningService.ReadAsync(made))["job"]!;
        await WatchAsync(client, job, after: null);
        JObject result = await RunningService.ReadAsync(await client.GetAsync($"/v1/jobs/{job}/results"));

        // The current is 1 at the first step, which is a rotation by pi, and 0 at the second.
        Assert.That(((JObject)result["counts"]!).Properties().Single().Name.Replace(" ", string.Empty, StringComparison.Ordinal), Is.EqualTo("10"));
    }

    [Test]
    public async Task A_repeated_request_makes_one_job()
    {
        HttpClient client = await _service.ClientAsync();
        HttpResponseMessage[] answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => SendAsync(RunningService.Submission(), "token 1")));
        string[] jobs = await Task.WhenAll(answers.Select(async a => (string)(await RunningService.ReadAsync(a))["job"]!));
        Assert.That(jobs.Distinct().Count(), Is.EqualTo(1));
        HttpResponseMessage other = await SendAsync(RunningService.Submission(shots: 51), "token 1");
        Assert.That(other.StatusCode, Is.EqualTo(HttpStatusCode.UnprocessableEntity));
        Assert.That((await RunningService.ReadAsync(await client.GetAsync("/v1/jobs")))["jobs"]!.Count(), Is.EqualTo(1));

        async Task<HttpResponseMessage> SendAsync(JObject body, string token)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/jobs") { Content = RunningService.Json(body) };
            request.Headers.Add("Idempotency-Key", token);
            return await client.SendAsync(request);
        }
    }

    [Test]
    public async Task Keys_open_what_their_scopes_say()
    {
        HttpClient reader = await _service.ClientAsync(scopes: AccessScopes.Read);
        Assert.That((await reader.GetAsync("/v1/jobs")).StatusCode, Is.EqualTo(HttpStatusCode.OK));
        Assert.That((await reader.PostAsync("/v1/jobs", RunningService.Json(RunningService.Submission()))).StatusCode, Is.EqualTo(HttpStatusCode.Forbidden));
        Assert.That((await reader.GetAsync("/v1/keys")).StatusCode, Is.EqualTo(HttpStatusCode.Forbidden));
        (ApiKey key, string text) = await _service.Keys.CreateAsync("default", "bob", AccessScopes.Read, default);
        string[] wrong = [text[..^1] + (text[^1] == '0' ? '1' : '0'), text.ToUpperInvariant(), "sqs", text + "_x", $"sqs_{key.Id}_{new string('0', 64)}", "'; DROP TABLE access; --"];
        foreach (string? bad in wrong.Append<string?>(null))
        {
            HttpResponseMessage refused = await _service.Client(bad).GetAsync("/v1/jobs");
            Assert.That(refused.StatusCode, Is.EqualTo(HttpStatusCode.Unauthorized), bad);
            Assert.That(refused.Headers.WwwAuthenticate.ToString(), Is.EqualTo("Bearer"));
        }

        HttpClient holder = _service.Client(text);
        Assert.That((await holder.GetAsync("/v1/jobs")).StatusCode, Is.EqualTo(HttpStatusCode.OK));
        HttpClient admin = await _service.ClientAsync(scopes: AccessScopes.Admin);
        Assert.That((await admin.DeleteAsync($"/v1/keys/{key.Id}")).StatusCode, Is.EqualTo(HttpStatusCode.NoContent));
        Assert.That((await holder.GetAsync("/v1/jobs")).StatusCode, Is.EqualTo(HttpStatusCode.Unauthorized));
        byte[] stored = await File.ReadAllBytesAsync(Store);
        Assert.That(stored.AsSpan().IndexOf(System.Text.Encoding.UTF8.GetBytes(text.Split('_')[2])), Is.Negative, "the secret is not kept");
    }

    [Test]
    public async Task A_restarted_service_goes_on_with_what_it_finds()
    {
        await _service.DisposeAsync();
        _service = await RunningService.StartAsync(Store, workers: 0);
        HttpClient client = await _service.ClientAsync();
        string job = (string)(await RunningService.ReadAsync(await client.PostAsync("/v1/jobs", RunningService.Json(RunningService.Submission()))))["job"]!;
        string key = client.DefaultRequestHeaders.Authorization!.Parameter!;
        await _service.StopAsync();
        await _service.DisposeAsync();
        _service = await RunningService.StartAsync(Store);
        Assert.That((await WatchAsync(_service.Client(key), job, after: null))[^1], Does.Contain("Done"));
        Assert.That((await _service.Client(null).GetAsync("/readyz")).StatusCode, Is.EqualTo(HttpStatusCode.OK));
    }

    [Test]
    public async Task Budgets_are_set_by_administrators_of_the_project()
    {
        HttpClient admin = await _service.ClientAsync("blue", AccessScopes.Admin | AccessScopes.Read);
        var budget = new JObject { ["unit"] = "usd", ["amount"] = 12.5 };
        Assert.That((await admin.PutAsync("/v1/budgets", RunningService.Json(budget))).StatusCode, Is.EqualTo(HttpStatusCode.OK));
        budget["project"] = "red";
        Assert.That((await admin.PutAsync("/v1/budgets", RunningService.Json(budget))).StatusCode, Is.EqualTo(HttpStatusCode.Forbidden));
        JObject balances = await RunningService.ReadAsync(await admin.GetAsync("/v1/budgets"));
        Assert.That(balances["balances"]!.Count(), Is.EqualTo(1));
        Assert.That((decimal)balances["balances"]![0]!["budget"]!, Is.EqualTo(12.5m));
    }

    private static async Task<string[]> WatchAsync(HttpClient client, string job, string? after)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/v1/jobs/{job}/events");
        request.Headers.Add("Accept", "text/event-stream");
        if (after is not null)
            request.Headers.Add("Last-Event-ID", after);
        HttpResponseMessage answer = await client.SendAsync(request);
        return (await answer.Content.ReadAsStringAsync()).Split("\n\n", StringSplitOptions.RemoveEmptyEntries);
    }
}
