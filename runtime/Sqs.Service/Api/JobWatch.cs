using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Http;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using Sqs.Providers.Jobs;
using Sqs.Runtime.Jobs;
using Sqs.Runtime.Jobs.Store;
using Sqs.Service.Hosting;
using Sqs.Service.Json;

namespace Sqs.Service.Api;

/// <summary>Serves the audit trail of a job: what there is, or, as server-sent events, what happens until the job has ended.</summary>
/// <param name="jobs">The jobs.</param>
/// <param name="store">Where they are kept.</param>
/// <param name="options">How the service runs.</param>
/// <param name="life">Tells when the service stops.</param>
public sealed class JobWatch(JobService jobs, IJobStore store, ServiceOptions options, Microsoft.Extensions.Hosting.IHostApplicationLifetime life)
{
    private const string EventStream = "text/event-stream";

    /// <summary>Serves a request.</summary>
    /// <param name="context">The request.</param>
    /// <returns>Completes when the job has ended, or the client is gone.</returns>
    public async Task ServeAsync(HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        JobView view = await JobRoutes.FindAsync(context, jobs).ConfigureAwait(false);
        long after = After(context);
        if (!context.Request.Headers.Accept.ToString().Contains(EventStream, StringComparison.OrdinalIgnoreCase))
        {
            IReadOnlyList<JobEvent> events = await store.EventsAsync(view.Job.Id, after, context.RequestAborted).ConfigureAwait(false);
            await Answers.OkAsync(context, new JObject { ["events"] = new JArray(events.Select(Describe)) }).ConfigureAwait(false);
            return;
        }

        context.Response.ContentType = EventStream;
        context.Response.Headers.CacheControl = "no-store";
        using var stopping = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, life.ApplicationStopping);
        try
        {
            await StreamAsync(context, view, after, stopping.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // The client went, or the service stops: it comes back with the last identifier it saw.
        }
    }

    private static long After(HttpContext context)
    {
        string text = context.Request.Headers["Last-Event-ID"].ToString();
        if (text.Length == 0)
            text = context.Request.Query["after"].ToString();
        if (text.Length == 0)
            return 0;
        return long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long after) ? after : throw RequestRefusedException.Invalid("'after' must be the number of an event");
    }

    private static JObject Describe(JobEvent happened) => new()
    {
        ["sequence"] = happened.Sequence,
        ["at"] = happened.At.ToString("O", CultureInfo.InvariantCulture),
        ["part"] = happened.Part,
        ["text"] = happened.Text,
    };

    private async Task StreamAsync(HttpContext context, JobView view, long after, CancellationToken cancellation)
    {
        var quiet = TimeSpan.Zero;
        while (true)
        {
            // The state is read first: an event that comes between the two reads is sent now and not lost.
            view = await jobs.ShowAsync(view.Job.Id, cancellation).ConfigureAwait(false);
            var text = new StringBuilder();
            foreach (JobEvent happened in await store.EventsAsync(view.Job.Id, after, cancellation).ConfigureAwait(false))
            {
                text.Append(CultureInfo.InvariantCulture, $"id: {happened.Sequence}\nevent: job\ndata: {Describe(happened).ToString(Formatting.None)}\n\n");
                after = happened.Sequence;
            }

            bool isEnded = view.State.IsTerminal() && view.Parts.All(p => p.State.IsTerminal());
            if (isEnded)
                text.Append(CultureInfo.InvariantCulture, $"event: end\ndata: {new JObject { ["state"] = view.State.ToString() }.ToString(Formatting.None)}\n\n");
            quiet = text.Length > 0 ? TimeSpan.Zero : quiet + options.WatchInterval;
            if (quiet >= TimeSpan.FromSeconds(15))
            {
                // Keeps proxies from closing what seems idle.
                text.Append(": still there\n\n");
                quiet = TimeSpan.Zero;
            }

            if (text.Length > 0)
            {
                await context.Response.WriteAsync(text.ToString(), cancellation).ConfigureAwait(false);
                await context.Response.Body.FlushAsync(cancellation).ConfigureAwait(false);
            }

            if (isEnded)
                return;
            await Task.Delay(options.WatchInterval, cancellation).ConfigureAwait(false);
        }
    }
}
