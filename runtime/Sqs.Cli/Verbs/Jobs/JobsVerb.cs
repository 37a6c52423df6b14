using System.CommandLine;
using System.Globalization;
using Newtonsoft.Json.Linq;
using Spectre.Console;
using Sqs.Cli.Terminal;
using Sqs.Cli.Verbs.Jobs.Remote;
using Sqs.Runtime.Jobs;
using Sqs.Runtime.Reports;

namespace Sqs.Cli.Verbs.Jobs;

/// <summary><c>sqs jobs</c>: the jobs, newest first.</summary>
internal sealed class JobsVerb : VerbCommand
{
    private readonly JobStoreOptions _store = new();
    private readonly ServerOptions _server = new();
    private readonly Option<int> _limit = new("--limit") { Description = "Most jobs to list.", DefaultValueFactory = _ => 20 };

    /// <summary>Creates the verb.</summary>
    public JobsVerb()
        : base("jobs", "Lists jobs as they stand here, newest first; nothing is asked of a provider.", "sqs jobs", "sqs jobs --json --limit 100")
    {
        _limit.RequirePositive();
        _store.AddTo(this);
        _server.AddTo(this);
        Add(_limit);
        Add(new JobsPruneVerb());
    }

    /// <inheritdoc/>
    public override async Task<int> RunAsync(ParseResult arguments, VerbContext context)
    {
        using RemoteJobs? remote = _server.Open(arguments, context);
        if (remote is not null)
            return await remote.ListAsync(arguments.GetValue(_limit)).ConfigureAwait(false);
        using OpenJobs jobs = _store.Open(arguments);
        IReadOnlyList<JobView> views = await jobs.Service.ListAsync(arguments.GetValue(_limit), context.Cancellation).ConfigureAwait(false);
        if (context.IsJson)
        {
            context.WriteJson(new JArray(views.Select(JobDocument.Describe)));
            return ExitCode.Done;
        }

        Table table = new Table().Border(TableBorder.Simple).AddColumns("job", "created", "state", "backend", "cost", "what");
        foreach (JobView view in views)
        {
            string cost = string.Join(" and ", view.Charged.Count > 0 ? view.Charged : view.Estimated) + (view.Charged.Count > 0 ? string.Empty : " estimated");
            table.AddRow(
                view.Job.Id,
                view.Job.CreatedAt.ToLocalTime().ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture),
                view.State.ToString(),
                Markup.Escape(view.Job.Backend),
                cost,
                Markup.Escape(view.Job.Name));
        }

        context.OutputConsole.Write(table);
        return ExitCode.Done;
    }
}
