using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Newtonsoft.Json.Linq;
using Sqs.Runtime.Access;

namespace Sqs.Service.Tests;

/// <summary>What holds on every route, found in the OpenAPI document.</summary>
public sealed class RouteTests
{
    private const AccessScopes All = AccessScopes.Read | AccessScopes.Submit | AccessScopes.Admin;

    private string _folder = null!;
    private RunningService _service = null!;
    private JObject _document = null!;

    [OneTimeSetUp]
    public async Task Begin()
    {
        _folder = Directory.CreateTempSubdirectory("sqs-routes").FullName;
        _service = await RunningService.StartAsync(Path.Combine(_folder, "jobs.db"));
        _document = await RunningService.ReadAsync(await _service.Client(null).GetAsync("/openapi/v1.json"));
    }

    [OneTimeTearDown]
    public async Task End()
    {
        await _service.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Test]
    public void The_document_names_every_route_and_its_parameters()
    {
        (HttpMethod Method, string Path)[] routes = [.. Routes()];
        Assert.That(routes, Has.Length.GreaterThanOrEqualTo(22));
        foreach ((HttpMethod method, string path) in routes)
        {
            JToken operation = _document["paths"]![path]![method.Method.ToLowerInvariant()]!;
            Assert.That((string?)operation["summary"], Is.Not.Empty);
            Assert.That(operation["security"]!.Count(), Is.EqualTo(1));
            Assert.That(operation["parameters"]?.Count() ?? 0, Is.EqualTo(path.Count(c => c == '{')), path);
        }
    }

    [Test]
    public async Task No_route_answers_without_a_key()
    {
        HttpClient nobody = _service.Client(null);
        foreach ((HttpMethod method, string path) in Routes())
            Assert.That((await SendAsync(nobody, method, path.Replace("{id}", new string('0', 32), StringComparison.Ordinal), "{}")).StatusCode, Is.EqualTo(HttpStatusCode.Unauthorized), path);
    }

    [Test]
    public async Task A_project_sees_nothing_of_another_on_any_route()
    {
        HttpClient blue = await _service.ClientAsync("blue", All);
        HttpClient red = await _service.ClientAsync("red", All);
        JObject secret = RunningService.Submission(shots: 4711);
        secret["name"] = "secret-of-blue";
        string job = (string)(await RunningService.ReadAsync(await blue.PostAsync("/v1/jobs", RunningService.Json(secret))))["job"]!;
        await blue.PutAsync("/v1/budgets", RunningService.Json("""{"unit":"usd","amount":8472.5}"""));
        Sqs.Runtime.Runs.RunRecord run = RecordedRun.Create();
        var archive = new ByteArrayContent(RecordedRun.Archive(run, Path.Combine(_folder, "runs")));
        archive.Headers.ContentType = new MediaTypeHeaderValue("application/zip");
        Assert.That((await blue.PostAsync("/v1/runs", archive)).StatusCode, Is.EqualTo(HttpStatusCode.Created));
        string blueKey = (string)(await RunningService.ReadAsync(await blue.GetAsync("/v1/keys")))["keys"]!.Last!["key"]!;
        foreach ((HttpMethod method, string path) in Routes())
        {
            string id = path.Contains("/keys/", StringComparison.Ordinal) ? blueKey : path.Contains("/runs/", StringComparison.Ordinal) ? run.Id : job;
            HttpResponseMessage answer = await SendAsync(red, method, path.Replace("{id}", id, StringComparison.Ordinal), "{}");
            string text = await answer.Content.ReadAsStringAsync();
            if (path.Contains("{id}", StringComparison.Ordinal))
                Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.NotFound), $"{method} {path}: {text}");
            foreach (string mark in new[] { job, run.Id, "secret-of-blue", "4711", "8472", blueKey, "blue" })
                Assert.That(text, Does.Not.Contain(mark), $"{method} {path}");
        }

        Assert.That((await red.GetAsync($"/v1/jobs?before={job}")).StatusCode, Is.EqualTo(HttpStatusCode.OK));
        Assert.That((string)(await RunningService.ReadAsync(await blue.GetAsync($"/v1/jobs/{job}")))["name"]!, Is.EqualTo("secret-of-blue"), "it is still there");
        Assert.That((await blue.GetAsync("/v1/jobs")).StatusCode, Is.EqualTo(HttpStatusCode.OK), "its key still opens");
    }

    [Test]
    public async Task Bad_bodies_are_problems_on_every_route_that_takes_one()
    {
        HttpClient client = await _service.ClientAsync("green", All);
        int jobs = await CountAsync(client);
        string own = (string)(await RunningService.ReadAsync(await client.PostAsync("/v1/jobs", RunningService.Json(RunningService.Submission()))))["job"]!;
        foreach ((HttpMethod method, string path) in Routes().Where(r => _document["paths"]![r.Path]![r.Method.Method.ToLowerInvariant()]!["requestBody"] is not null))
        {
            string address = path.Replace("{id}", own, StringComparison.Ordinal);
            foreach (byte[] body in BadBodies().Where(b => b.Length > 0 || !path.EndsWith("/cancel", StringComparison.Ordinal)))
            {
                HttpResponseMessage answer = await SendAsync(client, method, address, body);
                string shown = Encoding.Latin1.GetString(body.AsSpan(0, Math.Min(60, body.Length)));
                Assert.That((int)answer.StatusCode, Is.InRange(400, 422), $"{method} {path} {shown}: {await answer.Content.ReadAsStringAsync()}");
                Assert.That(answer.Content.Headers.ContentType!.MediaType, Is.EqualTo("application/problem+json"), shown);
                Assert.That((int)(await RunningService.ReadAsync(answer))["status"]!, Is.EqualTo((int)answer.StatusCode));
            }

            using var plain = new HttpRequestMessage(method, address) { Content = new StringContent("{}", Encoding.UTF8, "text/plain") };
            Assert.That((await client.SendAsync(plain)).StatusCode, Is.EqualTo(HttpStatusCode.UnsupportedMediaType));
        }

        Assert.That(await CountAsync(client), Is.EqualTo(jobs + 1), "nothing was stored");
    }

    [Test]
    public async Task Every_field_of_a_submission_refuses_other_types()
    {
        HttpClient client = await _service.ClientAsync("types", All);
        string[] fields = ["backend", "program", "model", "inputs", "spikes", "shots", "seed", "name", "project", "priority", "maxCost", "dryRun"];
        string[] values = ["1", "1.5", "\"x\"", "true", "[]", "{}", "-1", "1e400", "99999999999999999999999", "[[2]]", "[{\"a\":\"b\"}]"];
        int right = 0;
        foreach (string field in fields)
        {
            foreach (string value in values)
            {
                JObject body = RunningService.Submission();
                if (field is "model" or "spikes")
                    body.Remove("program");
                body.Remove(field);
                string text = body.ToString().TrimEnd().TrimEnd('}') + $", \"{field}\": {value} }}";
                HttpResponseMessage answer = await SendAsync(client, HttpMethod.Post, "/v1/jobs", text);
                string reply = await answer.Content.ReadAsStringAsync();
                Assert.That((int)answer.StatusCode, Is.EqualTo(201).Or.InRange(400, 422), $"{field}: {value}: {reply}");
                right += answer.StatusCode == HttpStatusCode.Created ? 1 : 0;
            }
        }

        // What is of the right type: shots 1, seed 1, a name, priority 1 and -1, a highest cost of 1 and 1.5, and a dry run.
        Assert.That(right, Is.EqualTo(await CountAsync(client)).And.InRange(6, 9));
    }

    [TestCase("/v1/jobs/..%2f..%2fetc%2fpasswd")]
    [TestCase("/v1/jobs/%00")]
    [TestCase("/v1/jobs/0%27%20OR%201=1--")]
    [TestCase("/v1/jobs/%25")]
    [TestCase("/v1/jobs/00000000000000000000000000000000/../../../etc/passwd")]
    [TestCase("/v1/jobs?limit=0")]
    [TestCase("/v1/jobs?limit=1e3")]
    [TestCase("/v1/jobs?limit=%D9%A1")]
    [TestCase("/v1/jobs?before=%27%20OR%201=1--")]
    public async Task Odd_addresses_are_problems(string address)
    {
        HttpClient client = await _service.ClientAsync("odd", All);
        HttpResponseMessage answer = await client.GetAsync(new Uri(_service.Address + address.TrimStart('/'), new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true }));
        Assert.That((int)answer.StatusCode, Is.InRange(400, 404));
        Assert.That(await answer.Content.ReadAsStringAsync(), Does.Not.Contain("root:"));
    }

    [Test]
    public async Task Programs_read_no_file_of_the_service()
    {
        HttpClient client = await _service.ClientAsync("files", All);
        JObject body = RunningService.Submission();
        body["program"] = "OPENQASM 3.0; include \"/etc/passwd\"; qubit q; bit c; c = measure q;";
        HttpResponseMessage answer = await client.PostAsync("/v1/jobs", RunningService.Json(body));
        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.UnprocessableEntity));
        Assert.That(await answer.Content.ReadAsStringAsync(), Does.Not.Contain("root:").And.Contain("SQS2"));
    }

    private static IEnumerable<byte[]> BadBodies()
    {
        string[] texts =
        [
            string.Empty, "null", "[]", "1", "\"x\"", "{", "{}x", "{\"a\":}", "{'backend':'native'}", "{backend:\"native\"}", "{\"unit\":\"usd\",}", "{\"user\":\"a\" /* */}", "{\"unit\":\"usd\",\"unit\":\"usd\"}",
            "{\"unit\":1}", "{\"unit\":\"<script>\",\"amount\":1}", "{\"unit\":\"usd'; DROP TABLE jobs; --\"}", "{\"user\":\"a\",\"scopes\":[7]}", "{\"user\":\"a\",\"scopes\":[\"7\"]}",
            "{\"user\":\"<b>\",\"scopes\":[\"read\"]}", "{\"running\":\"yes\"}", "{\"nonsense\":1}", "{\"backend\":\"native\",\"program\":7}", "{\"backend\":\"nowhere:x\",\"program\":\"OPENQASM 3.0;\"}",
            "{\"backend\":\"native\",\"program\":\"OPENQASM 3.0; qubit\"}", "{\"backend\":\"native\",\"model\":{}}", "{\"name\":\"\\ud800\",\"unit\":{}}", "{\"unit\":\"\\x\"}",
            "{\"unit\":" + new string('[', 5000) + new string(']', 5000) + "}", "{\"unit\":\"" + new string('a', 2000) + "\"}", "{\"unit\":\"" + new string('a', 2 << 20) + "\"}",
        ];
        foreach (string text in texts)
            yield return Encoding.UTF8.GetBytes(text);
        yield return [0xFF, 0xFE, (byte)'{', (byte)'}'];
        yield return [(byte)'{', (byte)'"', 0xC3, 0x28, (byte)'"', (byte)':', (byte)'1', (byte)'}'];
        yield return [0xEF, 0xBB, 0xBF, (byte)'{', (byte)'}'];
        yield return [0];
    }

    private static async Task<int> CountAsync(HttpClient client) => (await RunningService.ReadAsync(await client.GetAsync("/v1/jobs?limit=200")))["jobs"]!.Count();

    private static Task<HttpResponseMessage> SendAsync(HttpClient client, HttpMethod method, string path, string body) => SendAsync(client, method, path, Encoding.UTF8.GetBytes(body));

    private static async Task<HttpResponseMessage> SendAsync(HttpClient client, HttpMethod method, string path, byte[] body)
    {
        using var request = new HttpRequestMessage(method, path);
        if (method != HttpMethod.Get && method != HttpMethod.Delete)
        {
            request.Content = new ByteArrayContent(body);
            request.Content.Headers.ContentType = new MediaTypeHeaderValue(path == "/v1/runs" ? "application/zip" : "application/json");

            // The service closes on a body it will not read; a client that asks first still gets the answer.
            request.Headers.ExpectContinue = body.Length > 1 << 20;
        }

        return await client.SendAsync(request);
    }

    private IEnumerable<(HttpMethod Method, string Path)> Routes() =>
        from path in ((JObject)_document["paths"]!).Properties()
        from operation in ((JObject)path.Value).Properties()
        select (HttpMethod.Parse(operation.Name), path.Name);
}
