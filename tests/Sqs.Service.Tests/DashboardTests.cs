using System.Diagnostics;
using System.Net;
using Newtonsoft.Json.Linq;
using Sqs.Runtime.Access;

namespace Sqs.Service.Tests;

/// <summary>The page as a browser gets it, and as it shows it.</summary>
public sealed class DashboardTests
{
    private string _folder = null!;
    private RunningService _service = null!;

    [SetUp]
    public async Task Begin()
    {
        _folder = Directory.CreateTempSubdirectory("sqs-dashboard").FullName;
        _service = await RunningService.StartAsync(Path.Combine(_folder, "jobs.db"));
    }

    [TearDown]
    public async Task End()
    {
        await _service.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [TestCase("/", "text/html")]
    [TestCase("/dashboard.css", "text/css")]
    [TestCase("/dashboard.js", "text/javascript")]
    public async Task The_page_needs_nothing_from_elsewhere(string path, string type)
    {
        HttpClient client = _service.Client(null);
        HttpResponseMessage answer = await client.GetAsync(path);
        Assert.That(answer.Content.Headers.ContentType!.MediaType, Is.EqualTo(type));
        Assert.That(answer.Headers.GetValues("Content-Security-Policy").Single(), Does.StartWith("default-src 'none'"));
        string text = await answer.Content.ReadAsStringAsync();
        Assert.That(text.Replace("http://www.w3.org/2000/svg", string.Empty, StringComparison.Ordinal), Does.Not.Contain("http").And.Not.Contain("//cdn"));
        using var again = new HttpRequestMessage(HttpMethod.Get, path);
        again.Headers.Add("If-None-Match", answer.Headers.ETag!.ToString());
        Assert.That((await client.SendAsync(again)).StatusCode, Is.EqualTo(HttpStatusCode.NotModified));
    }

    [Test]
    public async Task A_browser_shows_jobs_spikes_and_what_happened_and_runs_no_markup_of_a_job()
    {
        string? chromium = (Environment.GetEnvironmentVariable("PATH") ?? string.Empty).Split(Path.PathSeparator).Select(d => Path.Combine(d, "chromium")).FirstOrDefault(File.Exists);
        if (chromium is null)
            Assert.Ignore("Chromium is not installed here.");
        string key = (await _service.Keys.CreateAsync("default", "ann", AccessScopes.Read | AccessScopes.Submit, default)).Text;
        HttpClient client = _service.Client(key);
        JObject body = RunningService.Submission();
        body["name"] = "<img src=x onerror=\"document.title='taken'\">";
        body["program"] = "OPENQASM 3.0; include \"stdgates.inc\"; qubit[2] q; bit[2] s_out_t0; bit[2] s_out_t1; x q[1]; s_out_t0 = measure q; x q[0]; s_out_t1 = measure q;";
        string job = (string)(await RunningService.ReadAsync(await client.PostAsync("/v1/jobs", RunningService.Json(body))))["job"]!;
        while ((string)(await RunningService.ReadAsync(await client.GetAsync($"/v1/jobs/{job}")))["state"]! != "Done")
            await Task.Delay(50);
        string page = await LoadAsync(chromium!, $"{_service.Address}?job={job}#key={key}");
        Assert.That(page, Does.Contain("&lt;img src=x"), "the name is text");
        Assert.That(page, Does.Not.Contain("<img").And.Not.Contain("<title>taken"));
        Assert.That(page, Does.Contain("1 jobs, 0 under way"));
        Assert.That(page, Does.Contain("part 0: Submitted"));

        // Neuron 1 spikes at both steps, neuron 0 at the second only; a bar shows the one record.
        foreach (string cell in new[] { "out[0], step 0: 0.0 %", "out[0], step 1: 100.0 %", "out[1], step 0: 100.0 %", "out[1], step 1: 100.0 %", ">10 11<", ">50<" })
            Assert.That(page, Does.Contain(cell));
        Assert.That(page, Does.Not.Contain(key.Split('_')[2]), "the key is not in the page");
    }

    [Test]
    public async Task A_browser_shows_a_shared_run_its_curves_and_its_replay()
    {
        string? chromium = (Environment.GetEnvironmentVariable("PATH") ?? string.Empty).Split(Path.PathSeparator).Select(d => Path.Combine(d, "chromium")).FirstOrDefault(File.Exists);
        if (chromium is null)
            Assert.Ignore("Chromium is not installed here.");
        string key = (await _service.Keys.CreateAsync("default", "ann", AccessScopes.Read | AccessScopes.Submit, default)).Text;
        Sqs.Runtime.Runs.RunRecord run = RecordedRun.Create(
            "<b>model</b>", "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 9 9' width='90' height='90'><rect width='9' height='9'/><script>document.title='taken'</script></svg>");
        var archive = new ByteArrayContent(RecordedRun.Archive(run, Path.Combine(_folder, "runs")));
        archive.Headers.ContentType = new("application/zip");
        Assert.That((await _service.Client(key).PostAsync("/v1/runs", archive)).StatusCode, Is.EqualTo(HttpStatusCode.Created));
        string page = await LoadAsync(chromium!, $"{_service.Address}?run={run.Id}&replay=ideal#key={key}");
        Assert.That(page, Does.Contain("&lt;b&gt;model&lt;/b&gt;").And.Contain($"Run {run.Id}").And.Contain("alt=\"curves.svg\""));
        Assert.That(page, Does.Not.Contain("<title>taken").And.Not.Contain("<b>model"));
        Assert.That(page, Does.Contain("No difference between the recorded and the replayed registers").And.Contain("s_out_t1").And.Contain("Differences of spike rates: job"));
    }

    private async Task<string> LoadAsync(string chromium, string address)
    {
        var start = new ProcessStartInfo(chromium) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (string argument in (string[])[
            "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync",
            $"--user-data-dir={Path.Combine(_folder, "browser")}", "--virtual-time-budget=20000", "--dump-dom", address])
        {
            start.ArgumentList.Add(argument);
        }

        using Process browser = Process.Start(start)!;
        Task<string> errors = browser.StandardError.ReadToEndAsync();
        string page = await browser.StandardOutput.ReadToEndAsync();
        await browser.WaitForExitAsync();
        await errors;
        return page;
    }
}
