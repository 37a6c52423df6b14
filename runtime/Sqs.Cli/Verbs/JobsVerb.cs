using System.CommandLine;
using Newtonsoft.Json.Linq;
using Spectre.Console;
using Sqs.Cli.Terminal;
using Sqs.Runtime.Jobs;

namespace Sqs.Cli.Verbs;

/// <summary><c>sqs jobs</c>: the jobs, newest first.</summary>
internal sealed class JobsVerb : VerbCommand
{
    private readonly JobStoreOptions _store = new();
    private readonly Option<int> _limit = new("--limit") { Description = "Most jobs to list.", DefaultValueFactory = _ => 20 };

    /// <summary>Creates the verb.</summary>
    public JobsVerb()
        : base("jobs", "Lists jobs, newest first.", "sqs jobs")
    {
        _store.AddTo(this);
        Add(_limit);
    }

    /// <summary>The JSON form of a job.</summary>
    /// <param name="view">The job.</param>
    /// <returns>The document.</returns>
    public static JObject Describe(JobView view) => new()
    {
        ["job"] = view.Job.Id,
        ["name"] = view.Job.Name,
        ["backend"] = view.Job.Backend,
        ["state"] = view.State.ToString(),
        ["errors"] = new JArray(view.Errors.Select(e => e.ToString())),
    };

    /// <inheritdoc/>
    public override async Task<int> RunAsync(ParseResult arguments, VerbContext context)
    {
        (ProviderCatalog providers, JobService service) = _store.Open(arguments);
        using (providers)
        {
            IReadOnlyList<JobView> jobs = await service.ListAsync(arguments.GetValue(_limit), context.Cancellation).ConfigureAwait(false);
            if (context.IsJson)
            {
                context.WriteJson(new JArray(jobs.Select(Describe)));
                return ExitCode.Done;
            }

            Table table = new Table().Border(TableBorder.Simple).AddColumns("job", "state", "backend", "what");
            foreach (JobView job in jobs)
                table.AddRow(job.Job.Id, job.State.ToString(), job.Job.Backend, Markup.Escape(job.Job.Name));
            context.OutputConsole.Write(table);
        }

        return ExitCode.Done;
    }
}
