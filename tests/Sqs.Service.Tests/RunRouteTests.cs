using System.Net;
using System.Net.Http.Headers;
using Newtonsoft.Json.Linq;
using Sqs.Runtime.Runs;

namespace Sqs.Service.Tests;

/// <summary>Runs that are shared, carried away again and replayed by the service.</summary>
public sealed class RunRouteTests
{
    private string _folder = null!;
    private RunningService _service = null!;
    private HttpClient _client = null!;

    [OneTimeSetUp]
    public async Task Begin()
    {
        _folder = Directory.CreateTempSubdirectory("sqs-run-routes").FullName;
        _service = await RunningService.StartAsync(Path.Combine(_folder, "jobs.db"));
        _client = await _service.ClientAsync();
    }

    [OneTimeTearDown]
    public async Task End()
    {
        await _service.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Test]
    public async Task A_run_is_shared_once_listed_and_carried_away_as_it_came()
    {
        RunRecord run = RecordedRun.Create("a model");
        byte[] archive = RecordedRun.Archive(run, Path.Combine(_folder, "runs"));
        HttpResponseMessage first = await ShareAsync(archive);
        Assert.That((first.StatusCode, (string?)(await RunningService.ReadAsync(first))["run"]), Is.EqualTo((HttpStatusCode.Created, run.Id)));
        Assert.That((await ShareAsync(archive)).StatusCode, Is.EqualTo(HttpStatusCode.OK));
        Assert.That((await ShareAsync(RecordedRun.Archive(run with { Title = "another" }, Path.Combine(_folder, "others")))).StatusCode, Is.EqualTo(HttpStatusCode.Conflict));
        JToken listed = (await RunningService.ReadAsync(await _client.GetAsync("/v1/runs")))["runs"]!.Single(r => (string?)r["run"] == run.Id);
        Assert.That(((string?)listed["title"], (int)listed["jobs"]!, (string?)listed["project"]), Is.EqualTo(("a model", 1, "default")));
        Assert.That(await _client.GetByteArrayAsync($"/v1/runs/{run.Id}/archive"), Is.EqualTo(archive));
        Assert.That((string?)(await RunningService.ReadAsync(await _client.GetAsync($"/v1/runs/{run.Id}")))["jobs"]![0]!["program"], Does.Contain("s_out_t1"));
        JObject replay = await RunningService.ReadAsync(await _client.PostAsync($"/v1/runs/{run.Id}/replay", RunningService.Json("""{"noise":"ideal","maps":true}""")));
        Assert.That((bool)replay["consistent"]!, Is.True, replay.ToString());
        Assert.That((string?)replay["maps"]![0], Does.Contain("out[0], step 1"));
        JObject noisy = await RunningService.ReadAsync(await _client.PostAsync($"/v1/runs/{run.Id}/replay", RunningService.Json("""{"noise":"ibm-heron"}""")));
        Assert.That((bool)noisy["consistent"]!, Is.False);
        Assert.That((await _client.PostAsync($"/v1/runs/{run.Id}/replay", RunningService.Json("{}"))).StatusCode, Is.EqualTo(HttpStatusCode.UnprocessableEntity), "it kept no device");
    }

    [Test]
    public async Task A_job_is_replayed()
    {
        string job = (string)(await RunningService.ReadAsync(await _client.PostAsync("/v1/jobs", RunningService.Json(RunningService.Submission(200)))))["job"]!;
        while ((string)(await RunningService.ReadAsync(await _client.GetAsync($"/v1/jobs/{job}")))["state"]! != "Done")
            await Task.Delay(20);
        HttpResponseMessage answer = await _client.PostAsync($"/v1/jobs/{job}/replay", RunningService.Json("{}"));
        JObject replay = await RunningService.ReadAsync(answer);
        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.OK), replay.ToString());
        Assert.That(((bool)replay["consistent"]!, (int)replay["comparisons"]![0]!["recordedShots"]!), Is.EqualTo((true, 200)));
    }

    [TestCase("""{"noise":"/etc/passwd"}""")]
    [TestCase("""{"noise":"nowhere"}""")]
    [TestCase("""{"factor":0}""")]
    [TestCase("""{"factor":"4"}""")]
    [TestCase("""{"nonsense":4}""")]
    public async Task Replays_that_make_no_sense_are_problems(string body)
    {
        RunRecord run = RecordedRun.Create();
        await ShareAsync(RecordedRun.Archive(run, Path.Combine(_folder, Guid.NewGuid().ToString("N"))));
        HttpResponseMessage answer = await _client.PostAsync($"/v1/runs/{run.Id}/replay", RunningService.Json(body));
        Assert.That((int)answer.StatusCode, Is.InRange(400, 422));
        Assert.That(await answer.Content.ReadAsStringAsync(), Does.Not.Contain("root:"));
    }

    [Test]
    public async Task What_is_no_archive_is_a_problem_and_is_not_stored()
    {
        foreach (byte[] body in new byte[][] { [], [1, 2, 3], [0x50, 0x4B, 5, 6, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0] })
        {
            HttpResponseMessage answer = await ShareAsync(body);
            Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.UnprocessableEntity));
            Assert.That(await answer.Content.ReadAsStringAsync(), Does.Contain("SQS5507"));
        }
    }

    private Task<HttpResponseMessage> ShareAsync(byte[] archive)
    {
        var content = new ByteArrayContent(archive);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/zip");
        return _client.PostAsync("/v1/runs", content);
    }
}
