using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using Newtonsoft.Json.Linq;
using Sqs.Providers.Jobs;
using Sqs.Runtime.Jobs;
using Sqs.Runtime.Jobs.Store;
using Sqs.Runtime.Storage;

namespace Sqs.Service.Tests;

/// <summary>What one user's bad luck or bad will does to the others.</summary>
public sealed class RobustnessTests
{
    private string _folder = null!;

    [SetUp]
    public void Begin() => _folder = Directory.CreateTempSubdirectory("sqs-robust").FullName;

    [TearDown]
    public void End() => Directory.Delete(_folder, recursive: true);

    [TestCase("nowhere:device", TestName = "A_part_without_its_provider_stands_in_nobodys_way")]
    [TestCase("native", TestName = "A_part_whose_text_is_lost_stands_in_nobodys_way")]
    public async Task A_part_that_cannot_be_worked_on_stands_in_nobodys_way(string backend)
    {
        string location = Path.Combine(_folder, "jobs.db");
        JobStore store = await JobStore.OpenAsync(location, default);
        string id = new('0', 32);
        DateTimeOffset longAgo = DateTimeOffset.UtcNow.AddDays(-1);
        await store.CreateAsync(new JobRecord(id, "job", backend, longAgo, 1, "s"), [new JobPart(id, 0, "k", backend, new string('a', 64), [0])], null, default);
        await store.ConfirmAsync(id, longAgo, default);
        await using RunningService service = await RunningService.StartAsync(location, workers: 1);
        HttpClient client = await service.ClientAsync();
        for (int i = 0; i < 3; i++)
        {
            string job = (string)(await RunningService.ReadAsync(await client.PostAsync("/v1/jobs", RunningService.Json(RunningService.Submission()))))["job"]!;
            using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
            while ((string)(await RunningService.ReadAsync(await client.GetAsync($"/v1/jobs/{job}", patience.Token)))["state"]! != "Done")
                await Task.Delay(20, patience.Token);
        }

        JobPart part = (await store.PartsAsync(id, default)).Single();
        Assert.That((part.State, part.FailedSteps), Is.EqualTo((JobState.Validated, part.FailedSteps)).And.Matches<(JobState, int Steps)>(p => p.Steps > 0));
        Assert.That(part.Reason, Does.Contain(backend == "native" ? "missing or damaged" : "nowhere"), "its owner is told");
        Assert.That((await store.EventsAsync(id, 0, default)).Count(e => e.Text.Contains(part.Reason!, StringComparison.Ordinal)), Is.EqualTo(1), "once");
    }

    [Test]
    public async Task An_archive_that_unpacks_to_far_more_is_refused_by_what_it_claims()
    {
        await using RunningService service = await RunningService.StartAsync(Path.Combine(_folder, "jobs.db"));
        HttpClient client = await service.ClientAsync();
        using var archive = new MemoryStream();
        using (var zip = new ZipArchive(archive, ZipArchiveMode.Create, leaveOpen: true))
        {
            using Stream entry = zip.CreateEntry("manifest.json").Open();
            byte[] blanks = new byte[1 << 20];
            Array.Fill(blanks, (byte)' ');
            for (int i = 0; i < 100; i++)
                await entry.WriteAsync(blanks);
        }

        Assert.That(archive.Length, Is.LessThan(1 << 20), "it passes the limit of a request");
        var content = new ByteArrayContent(archive.ToArray());
        content.Headers.ContentType = new MediaTypeHeaderValue("application/zip");
        long before = GC.GetTotalAllocatedBytes();
        HttpResponseMessage answer = await client.PostAsync("/v1/runs", content);
        Assert.That((answer.StatusCode, (await answer.Content.ReadAsStringAsync()).Contains("SQS5507", StringComparison.Ordinal)), Is.EqualTo((HttpStatusCode.UnprocessableEntity, true)));
        Assert.That(GC.GetTotalAllocatedBytes() - before, Is.LessThan(50 << 20), "it was not unpacked");
    }

    [Test]
    public async Task A_chunked_body_counts_as_one()
    {
        string location = Path.Combine(_folder, "jobs.db");
        await using RunningService service = await RunningService.StartAsync(location, workers: 0);
        HttpClient client = await service.ClientAsync();
        string job = (string)(await RunningService.ReadAsync(await client.PostAsync("/v1/jobs", RunningService.Json(RunningService.Submission()))))["job"]!;
        Assert.That((await CancelAsync(client, job, "{\"garbage")).StatusCode, Is.EqualTo(HttpStatusCode.BadRequest));
        Assert.That((await CancelAsync(client, job, "{\"running\":true}")).StatusCode, Is.EqualTo(HttpStatusCode.Accepted));
        JobStore store = await JobStore.OpenAsync(SqlDatabase.At(location), default);
        PartLease lease = (await store.LeaseAsync(new LeaseRequest("w", job, TimeSpan.FromMinutes(1), 9), DateTimeOffset.UtcNow.AddSeconds(1), default))!;
        Assert.That(lease.Cancel, Is.EqualTo(CancelRequest.Always));
    }

    [TestCase("\"name\":\"a\\u0000b\"")]
    [TestCase("\"name\":\"a\\ud800b\"")]
    [TestCase("\"name\":\"a\\udc00\\ud800b\"")]
    [TestCase("\"project\":\"\"")]
    [TestCase("\"project\":\"<b>\"")]
    public async Task Texts_that_no_store_holds_are_refused(string field)
    {
        await using RunningService service = await RunningService.StartAsync(Path.Combine(_folder, "jobs.db"), workers: 0);
        HttpClient client = await service.ClientAsync("*");
        JObject submission = RunningService.Submission();
        submission.Remove("name");
        HttpResponseMessage answer = await client.PostAsync("/v1/jobs", RunningService.Json(submission.ToString().TrimEnd().TrimEnd('}') + $", {field} }}"));
        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.BadRequest), await answer.Content.ReadAsStringAsync());
        Assert.That((await RunningService.ReadAsync(await client.GetAsync("/v1/jobs")))["jobs"], Is.Empty);
    }

    [Test]
    public void What_an_address_asks_of_the_database_is_kept_or_refused()
    {
        Assert.That(() => SqlDatabase.At("postgres://sqs@db.example.org/sqs?nonsense=1"), Throws.TypeOf<Sqs.Compiler.Diagnostics.DiagnosticException>());
        Assert.That(SqlDatabase.At("postgres://sqs@db.example.org/sqs?sslmode=verify-full").Location, Is.EqualTo("postgres://db.example.org:5432/sqs"));
        Assert.That(SqlDatabase.At("Server=db.example.org;Database=sqs;Password=secret").Location, Does.Not.Contain("secret"), "it is no file name");
    }

    private static Task<HttpResponseMessage> CancelAsync(HttpClient client, string job, string body)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, $"/v1/jobs/{job}/cancel") { Content = RunningService.Json(body) };
        request.Headers.TransferEncodingChunked = true;
        return client.SendAsync(request);
    }
}
