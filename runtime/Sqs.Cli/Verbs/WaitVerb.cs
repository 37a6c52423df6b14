using System.CommandLine;
using Newtonsoft.Json.Linq;
using Sqs.Cli.Terminal;
using Sqs.Providers.Jobs;
using Sqs.Providers.Results;
using Sqs.Runtime.Jobs;

namespace Sqs.Cli.Verbs;

/// <summary><c>sqs wait</c>: follows a job to its end and prints its counts.</summary>
internal sealed class WaitVerb : VerbCommand
{
    private readonly Argument<string> _id = new("ID") { Description = "The job, or the beginning of its identifier." };
    private readonly JobStoreOptions _store = new();

    /// <summary>Creates the verb.</summary>
    public WaitVerb()
        : base("wait", "Sends and follows a job to its end and prints its counts; a job that has ended is only read.", "sqs wait ID --json")
    {
        Add(_id);
        _store.AddTo(this);
    }

    /// <inheritdoc/>
    public override async Task<int> RunAsync(ParseResult arguments, VerbContext context)
    {
        (ProviderCatalog providers, JobService service) = _store.Open(arguments);
        using (providers)
        {
            WaitAnswer answer = await service.WaitAsync(arguments.GetRequiredValue(_id), longest: null, onChange: null, context.Cancellation).ConfigureAwait(false);
            JobResult result = await service.ResultsAsync(answer.View.Job.Id, context.Cancellation).ConfigureAwait(false);
            ShotRecords? records = result.Circuits[0].Records;
            JObject document = JobsVerb.Describe(answer.View);
            document["counts"] = records is null ? null : new JObject(records.Counts().Select(c => new JProperty(c.Key, c.Value)));
            if (context.IsJson)
                context.WriteJson(document);
            else
                WriteText(answer.View, records, context);
            return answer.View.State == JobState.Done ? ExitCode.Done : ExitCode.Failed;
        }
    }

    private static void WriteText(JobView view, ShotRecords? records, VerbContext context)
    {
        context.Output.WriteLine($"{view.Job.Id}: {view.State}");
        foreach (string error in view.Errors.Select(e => e.ToString()!))
            context.Error.WriteLine(error);
        if (records is null)
            return;
        foreach ((string record, int count) in records.Counts())
            context.Output.WriteLine($"{record}  {count}");
    }
}
