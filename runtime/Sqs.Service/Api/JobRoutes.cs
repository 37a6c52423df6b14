using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;
using Newtonsoft.Json.Linq;
using Sqs.Compiler.Diagnostics;
using Sqs.Providers.Jobs;
using Sqs.Runtime.Access;
using Sqs.Runtime.Jobs;
using Sqs.Runtime.Jobs.Store;
using Sqs.Runtime.Reports;
using Sqs.Service.Access;
using Sqs.Service.Hosting;
using Sqs.Service.Json;

namespace Sqs.Service.Api;

/// <summary>Routes of jobs.</summary>
/// <param name="jobs">The jobs.</param>
/// <param name="store">Where they are kept.</param>
/// <param name="submissions">Makes jobs of requests.</param>
/// <param name="watch">Tells what happens to a job while it happens.</param>
/// <param name="workers">Who does the work.</param>
public sealed class JobRoutes(JobService jobs, IJobStore store, Submissions submissions, JobWatch watch, WorkerHost workers)
{
    private const int IdLength = 32;
    private const int LongestPage = 200;

    /// <summary>Adds the routes.</summary>
    /// <param name="routes">Where to.</param>
    public void AddTo(RouteTable routes)
    {
        ArgumentNullException.ThrowIfNull(routes);
        routes.Add("POST", "/v1/jobs", AccessScopes.Submit, "Submits a program or a network as a job.", SubmitAsync, typeof(JobSubmission));
        routes.Add("GET", "/v1/jobs", AccessScopes.Read, "Lists jobs, newest first; 'before' leads to the next page.", ListAsync);
        routes.Add("GET", "/v1/jobs/{id}", AccessScopes.Read, "Shows a job, its parts and what happened to them.", ShowAsync);
        routes.Add("GET", "/v1/jobs/{id}/events", AccessScopes.Read, "The audit trail of a job; as server-sent events it goes on until the job has ended.", watch.ServeAsync);
        routes.Add("GET", "/v1/jobs/{id}/results", AccessScopes.Read, "The results of a job as far as they are there.", ResultsAsync);
        routes.Add("GET", "/v1/jobs/{id}/ledger", AccessScopes.Read, "What a job was estimated at, what was set aside, and what was charged.", LedgerAsync);
        routes.Add("POST", "/v1/jobs/{id}/confirm", AccessScopes.Submit, "Confirms a draft, whatever it costs.", ConfirmAsync);
        routes.Add("POST", "/v1/jobs/{id}/cancel", AccessScopes.Submit, "Cancels a job; 'running' also one that runs, which is charged.", CancelAsync, typeof(JobCancellation));
        routes.Add("POST", "/v1/jobs/{id}/retry", AccessScopes.Submit, "Drafts a job of the circuits that have no result.", RetryAsync);
    }

    /// <summary>Finds a job that the caller may see.</summary>
    /// <param name="context">The request.</param>
    /// <param name="jobs">The jobs.</param>
    /// <returns>The job.</returns>
    /// <exception cref="RequestRefusedException">There is none, or it is another project's; the answer is the same.</exception>
    internal static async Task<JobView> FindAsync(HttpContext context, JobService jobs)
    {
        string id = (string)context.GetRouteValue("id")!;
        if (id.Length == IdLength && id.All(char.IsAsciiHexDigitLower))
        {
            try
            {
                JobView view = await jobs.ShowAsync(id, context.RequestAborted).ConfigureAwait(false);
                if (Caller.Of(context).Opens(view.Job.Project))
                    return view;
            }
            catch (DiagnosticException)
            {
                // There is none.
            }
        }

        throw RequestRefusedException.NotFound("job");
    }

    private async Task SubmitAsync(HttpContext context)
    {
        (JobView view, bool isNew) = await submissions.SubmitAsync(context).ConfigureAwait(false);
        context.Response.Headers.Location = $"/v1/jobs/{view.Job.Id}";
        await Answers.WriteAsync(context, isNew ? StatusCodes.Status201Created : StatusCodes.Status200OK, JobDocument.Describe(view), "application/json").ConfigureAwait(false);
    }

    private async Task ListAsync(HttpContext context)
    {
        IQueryCollection query = context.Request.Query;
        int limit = 50;
        if (query.TryGetValue("limit", out var text) && (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out limit) || limit is < 1 or > LongestPage))
            throw RequestRefusedException.Invalid($"'limit' must be a whole number from 1 to {LongestPage}");
        string? before = query.TryGetValue("before", out var last) ? last.ToString() : null;
        if (before is not null && (before.Length != IdLength || !before.All(char.IsAsciiHexDigitLower)))
            throw RequestRefusedException.Invalid("'before' must be the identifier of a job");
        var filter = new JobFilter(limit) { Project = Caller.Of(context).Project, Before = before };
        IReadOnlyList<JobView> page = await jobs.ListAsync(filter, context.RequestAborted).ConfigureAwait(false);
        await Answers.OkAsync(context, new JObject
        {
            ["jobs"] = new JArray(page.Select(JobDocument.Describe)),
            ["next"] = page.Count == limit ? $"/v1/jobs?limit={limit.ToString(CultureInfo.InvariantCulture)}&before={page[^1].Job.Id}" : null,
        }).ConfigureAwait(false);
    }

    private async Task ShowAsync(HttpContext context)
    {
        JobView view = await FindAsync(context, jobs).ConfigureAwait(false);
        await Answers.OkAsync(context, JobDocument.Describe(view, await jobs.EventsAsync(view.Job.Id, context.RequestAborted).ConfigureAwait(false))).ConfigureAwait(false);
    }

    private async Task ResultsAsync(HttpContext context)
    {
        JobView view = await FindAsync(context, jobs).ConfigureAwait(false);
        bool withMemory = context.Request.Query["memory"] == "true";
        await Answers.OkAsync(context, JobDocument.Describe(view, await jobs.ResultsAsync(view.Job.Id, context.RequestAborted).ConfigureAwait(false), withMemory)).ConfigureAwait(false);
    }

    private async Task LedgerAsync(HttpContext context)
    {
        JobView view = await FindAsync(context, jobs).ConfigureAwait(false);
        await Answers.OkAsync(context, new JObject
        {
            ["entries"] = new JArray((await store.LedgerAsync(view.Job.Id, context.RequestAborted).ConfigureAwait(false)).Select(e => new JObject
            {
                ["at"] = e.At.ToString("O", CultureInfo.InvariantCulture),
                ["part"] = e.Part,
                ["kind"] = e.Kind.ToString(),
                ["amount"] = e.Amount.Amount,
                ["unit"] = e.Amount.Unit,
            })),
        }).ConfigureAwait(false);
    }

    private async Task ConfirmAsync(HttpContext context)
    {
        JobView view = await FindAsync(context, jobs).ConfigureAwait(false);
        if (view.State != JobState.Draft)
            throw new RequestRefusedException(StatusCodes.Status409Conflict, $"the job is {view.State}; only a draft can be confirmed");
        await jobs.ConfirmAsync(view, limit: null, context.RequestAborted).ConfigureAwait(false);
        workers.Wake();
        await Answers.OkAsync(context, JobDocument.Describe(await jobs.ShowAsync(view.Job.Id, context.RequestAborted).ConfigureAwait(false))).ConfigureAwait(false);
    }

    private async Task CancelAsync(HttpContext context)
    {
        JobView view = await FindAsync(context, jobs).ConfigureAwait(false);
        bool alsoRunning = false;
        if (context.Features.Get<IHttpRequestBodyDetectionFeature>() is not { CanHaveBody: false } && context.Request.ContentLength != 0)
        {
            JsonBody body = await JsonBody.ReadAsync(context.Request, context.RequestAborted).ConfigureAwait(false);
            alsoRunning = body.Flag("running");
            body.RefuseOthers();
        }

        // The vendor is told by a worker.
        await store.RequestCancelAsync(view.Job.Id, alsoRunning ? CancelRequest.Always : CancelRequest.UnlessRunning, DateTimeOffset.UtcNow, context.RequestAborted).ConfigureAwait(false);
        workers.Wake();
        await Answers.WriteAsync(
            context, StatusCodes.Status202Accepted, JobDocument.Describe(await jobs.ShowAsync(view.Job.Id, context.RequestAborted).ConfigureAwait(false)), "application/json").ConfigureAwait(false);
    }

    private async Task RetryAsync(HttpContext context)
    {
        JobView view = await FindAsync(context, jobs).ConfigureAwait(false);
        JobView draft = await jobs.RetryAsync(view.Job.Id, context.RequestAborted, Caller.Of(context).Key.User).ConfigureAwait(false);
        context.Response.Headers.Location = $"/v1/jobs/{draft.Job.Id}";
        await Answers.WriteAsync(context, StatusCodes.Status201Created, JobDocument.Describe(draft), "application/json").ConfigureAwait(false);
    }
}
