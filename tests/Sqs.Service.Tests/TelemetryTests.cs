using Newtonsoft.Json.Linq;

namespace Sqs.Service.Tests;

/// <summary>What operators see of jobs from outside, sent to a real collector's port.</summary>
[TestFixture]
internal sealed class TelemetryTests
{
    [Test]
    public async Task Traces_metrics_and_logs_tell_of_the_steps_of_a_job_and_nothing_of_its_contents()
    {
        string folder = Directory.CreateTempSubdirectory("sqs-telemetry").FullName;
        await using CollectorStub collector = await CollectorStub.StartAsync();
        string job;
        string key;
        await using (RunningService service = await RunningService.StartAsync(Path.Combine(folder, "jobs.db"), telemetry: collector.Address))
        {
            HttpClient client = await service.ClientAsync();
            key = client.DefaultRequestHeaders.Authorization!.Parameter!;
            JObject document = await RunningService.ReadAsync(await client.PostAsync("/v1/jobs", RunningService.Json(RunningService.Submission())));
            job = (string)document["job"]!;
            while ((string?)(await RunningService.ReadAsync(await client.GetAsync($"/v1/jobs/{job}")))["state"] != "Done")
                await Task.Delay(20);
            await service.StopAsync();
        }

        // The end of the service sends what is left, so nothing has to be waited for.
        string traces = collector.Text("/v1/traces");
        string metrics = collector.Text("/v1/metrics");
        string logs = collector.Text("/v1/logs");
        Assert.That(traces, Does.Contain("job step").And.Contain(job).And.Contain("/v1/jobs"));
        Assert.That(metrics, Does.Contain("sqs.step.duration").And.Contain("sqs.part.changes").And.Contain("sqs.submits").And.Contain("http.server.request.duration").And.Contain("sqs.parts"));
        Assert.That(logs, Does.Contain(job).And.Contain("Fetching"));
        foreach (string sent in new[] { traces, metrics, logs })
            Assert.That(sent, Does.Not.Contain(key).And.Not.Contain("flip <b>").And.Not.Contain("OPENQASM"));
        Directory.Delete(folder, recursive: true);
    }
}
