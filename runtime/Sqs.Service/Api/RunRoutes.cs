using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Newtonsoft.Json.Linq;
using Sqs.Compiler.Diagnostics;
using Sqs.Providers.Jobs;
using Sqs.Runtime.Access;
using Sqs.Runtime.Jobs;
using Sqs.Runtime.Runs;
using Sqs.Service.Access;
using Sqs.Service.Json;

namespace Sqs.Service.Api;

/// <summary>Routes of runs that projects share, and of replays.</summary>
/// <param name="runs">The runs.</param>
/// <param name="jobs">The jobs.</param>
/// <param name="replays">Replays both.</param>
public sealed class RunRoutes(SharedRunStore runs, JobService jobs, Replays replays)
{
    /// <summary>The media type of an archive.</summary>
    public const string Archive = "application/zip";

    private const int LongestPage = 200;
    private const int LongestId = 100;

    /// <summary>Adds the routes.</summary>
    /// <param name="routes">Where to.</param>
    public void AddTo(RouteTable routes)
    {
        ArgumentNullException.ThrowIfNull(routes);
        routes.Add("POST", "/v1/runs", AccessScopes.Submit, "Shares a run: the body is the zip file that 'sqs runs export' writes.", AddAsync, typeof(byte[]), Archive);
        routes.Add("GET", "/v1/runs", AccessScopes.Read, "Lists runs, newest first; 'before' leads to the next page.", ListAsync);
        routes.Add("GET", "/v1/runs/{id}", AccessScopes.Read, "Shows a run.", ShowAsync);
        routes.Add("GET", "/v1/runs/{id}/archive", AccessScopes.Read, "The zip file of a run, which 'sqs runs import' takes.", ArchiveAsync);
        routes.Add("GET", "/v1/runs/{id}/files", AccessScopes.Read, "The texts that were kept with a run, for instance its curves.", FilesAsync);
        routes.Add("POST", "/v1/runs/{id}/replay", AccessScopes.Read, "Replays a run on the native engine and compares the distributions.", ReplayRunAsync, typeof(ReplayRequest));
        routes.Add("POST", "/v1/jobs/{id}/replay", AccessScopes.Read, "Replays a job on the native engine, with the noise of the device on its day, and compares the distributions.", ReplayJobAsync, typeof(ReplayRequest));
    }

    private static string Id(HttpContext context)
    {
        string id = (string)context.GetRouteValue("id")!;
        return id.Length <= LongestId && id.All(c => char.IsAsciiLetterOrDigit(c) || c == '-') ? id : throw RequestRefusedException.NotFound("run");
    }

    private async Task<RunRecord> OpenAsync(HttpContext context) =>
        await runs.OpenAsync(Caller.Of(context).Project, Id(context), context.RequestAborted).ConfigureAwait(false) ?? throw RequestRefusedException.NotFound("run");

    private async Task AddAsync(HttpContext context)
    {
        if (!string.Equals(context.Request.ContentType, Archive, StringComparison.OrdinalIgnoreCase))
            throw new RequestRefusedException(StatusCodes.Status415UnsupportedMediaType, $"the body must be {Archive}");
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted).ConfigureAwait(false);
        var diagnostics = new DiagnosticBag();
        RunRecord run = RunArchive.Read(body, "body", diagnostics, SharedRunStore.LargestContent) ?? throw new DiagnosticException([.. diagnostics]);
        if (run.Id.Length is 0 or > LongestId || !run.Id.All(c => char.IsAsciiLetterOrDigit(c) || c == '-'))
            throw new RequestRefusedException(StatusCodes.Status422UnprocessableEntity, $"the identifier of a run must be letters, digits and hyphens, at most {LongestId}");
        bool? isNew = await runs.AddAsync(Caller.Of(context).ProjectOr(null), run, body.ToArray(), context.RequestAborted).ConfigureAwait(false);
        if (isNew is null)
            throw new RequestRefusedException(StatusCodes.Status409Conflict, $"another run has the identifier {run.Id}");
        context.Response.Headers.Location = $"/v1/runs/{run.Id}";
        await Answers.WriteAsync(context, isNew.Value ? StatusCodes.Status201Created : StatusCodes.Status200OK, new JObject { ["run"] = run.Id }, "application/json").ConfigureAwait(false);
    }

    private async Task ListAsync(HttpContext context)
    {
        IQueryCollection query = context.Request.Query;
        int limit = 50;
        if (query.TryGetValue("limit", out var text) && (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out limit) || limit is < 1 or > LongestPage))
            throw RequestRefusedException.Invalid($"'limit' must be a whole number from 1 to {LongestPage}");
        string? before = query.TryGetValue("before", out var last) ? last.ToString() : null;
        if (before is not null && (before.Length is 0 or > LongestId || !before.All(c => char.IsAsciiLetterOrDigit(c) || c == '-')))
            throw RequestRefusedException.Invalid("'before' must be the identifier of a run");
        IReadOnlyList<SharedRun> page = await runs.ListAsync(Caller.Of(context).Project, before, limit, context.RequestAborted).ConfigureAwait(false);
        await Answers.OkAsync(context, new JObject
        {
            ["runs"] = new JArray(page.Select(Brief)),
            ["next"] = page.Count == limit ? string.Create(CultureInfo.InvariantCulture, $"/v1/runs?limit={limit}&before={page[^1].Id}") : null,
        }).ConfigureAwait(false);
    }

    // Programs are left to the run itself: a list of runs is read often.
    private static JObject Brief(SharedRun run)
    {
        var summary = JObject.Parse(run.Summary);
        summary["jobs"] = ((JArray)summary["jobs"]!).Count;
        summary["project"] = run.Project;
        return summary;
    }

    private async Task ShowAsync(HttpContext context) =>
        await Answers.OkAsync(context, Runtime.Reports.RunSummary.DescribeWithJobs(await OpenAsync(context).ConfigureAwait(false))).ConfigureAwait(false);

    private async Task ArchiveAsync(HttpContext context)
    {
        byte[] archive = await runs.ArchiveAsync(Caller.Of(context).Project, Id(context), context.RequestAborted).ConfigureAwait(false) ?? throw RequestRefusedException.NotFound("run");
        context.Response.ContentType = Archive;
        context.Response.ContentLength = archive.Length;
        context.Response.Headers.CacheControl = "no-store";
        await context.Response.Body.WriteAsync(archive, context.RequestAborted).ConfigureAwait(false);
    }

    private async Task FilesAsync(HttpContext context)
    {
        RunRecord run = await OpenAsync(context).ConfigureAwait(false);
        await Answers.OkAsync(context, new JObject { ["files"] = new JObject(run.Attachments.Select(f => new JProperty(f.Key, System.Text.Encoding.UTF8.GetString(f.Value)))) }).ConfigureAwait(false);
    }

    private async Task ReplayRunAsync(HttpContext context) => await replays.AnswerAsync(context, await OpenAsync(context).ConfigureAwait(false)).ConfigureAwait(false);

    private async Task ReplayJobAsync(HttpContext context)
    {
        JobView view = await JobRoutes.FindAsync(context, jobs).ConfigureAwait(false);
        if (!view.State.IsTerminal() || view.OpenCircuits.Count == view.Job.Circuits)
            throw new RequestRefusedException(StatusCodes.Status409Conflict, $"the job is {view.State} and has no results that could be replayed");
        if (view.Job.Request is null)
            throw new RequestRefusedException(StatusCodes.Status409Conflict, "the job is of a version that did not keep its programs");
        await replays.AnswerAsync(context, DeviceRecord.Of("program", null, await jobs.ContentsAsync(view.Job.Id, context.RequestAborted).ConfigureAwait(false))).ConfigureAwait(false);
    }
}
