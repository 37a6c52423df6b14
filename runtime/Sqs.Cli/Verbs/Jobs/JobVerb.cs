using System.CommandLine;
using System.Globalization;
using Spectre.Console;
using Sqs.Cli.Terminal;
using Sqs.Cli.Verbs.Jobs.Remote;
using Sqs.Runtime.Jobs;
using Sqs.Runtime.Reports;

namespace Sqs.Cli.Verbs.Jobs;

/// <summary><c>sqs job</c>: one job with its parts, its cost and what happened to it.</summary>
internal sealed class JobVerb : VerbCommand
{
    private readonly Argument<string> _id = new("ID") { Description = "The job, or the beginning of its identifier." };
    private readonly Option<bool> _offline = new("--offline") { Description = "Ask nothing of the provider." };
    private readonly JobStoreOptions _store = new();
    private readonly ServerOptions _server = new();

    /// <summary>Creates the verb.</summary>
    public JobVerb()
        : base("job", "Shows a job: its parts, errors with their remedy, cost, and what happened when. Asks the provider where that is due.", "sqs job 01a1fc6c", "sqs job 01a1fc6c --json --offline")
    {
        Add(_id);
        Add(_offline);
        _store.AddTo(this);
        _server.AddTo(this);
    }

    /// <inheritdoc/>
    public override async Task<int> RunAsync(ParseResult arguments, VerbContext context)
    {
        using RemoteJobs? remote = _server.Open(arguments, context);
        if (remote is not null)
            return await remote.ShowAsync(arguments.GetRequiredValue(_id)).ConfigureAwait(false);
        using OpenJobs jobs = _store.Open(arguments);
        JobView view = await jobs.Service.ShowAsync(arguments.GetRequiredValue(_id), context.Cancellation).ConfigureAwait(false);
        if (!arguments.GetValue(_offline))
            view = await jobs.Service.SettleAsync(view.Job.Id, context.Cancellation).ConfigureAwait(false);
        IReadOnlyList<JobEvent> events = await jobs.Service.EventsAsync(view.Job.Id, context.Cancellation).ConfigureAwait(false);
        if (context.IsJson)
            context.WriteJson(JobDocument.Describe(view, events));
        else
            Write(view, events, context);
        return ExitCode.Done;
    }

    private static void Write(JobView view, IReadOnlyList<JobEvent> events, VerbContext context)
    {
        TextWriter output = context.Output;
        output.WriteLine($"job        {view.Job.Id}");
        output.WriteLine($"name       {view.Job.Name}");
        output.WriteLine($"backend    {view.Job.Backend}");
        output.WriteLine($"state      {JobDisplay.Describe(view)}");
        output.WriteLine($"circuits   {view.Job.Circuits}, {view.OpenCircuits.Count} without a result");
        output.WriteLine($"estimated  {(view.Estimated.Count == 0 ? "unknown" : string.Join(" and ", view.Estimated))}");
        string charged = view.Charged.Count == 0 ? "nothing known yet" : string.Join(" and ", view.Charged);
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"charged    {charged}, {view.QpuSeconds:0.###} s of processor time{(view.IsUsageFinal ? string.Empty : ", not settled yet")}"));
        foreach (string error in view.Errors.Select(e => e.ToString()))
            output.WriteLine($"error      {error}");
        foreach (string note in view.Notes)
            output.WriteLine($"note       {note}");
        foreach (string duplicate in view.Parts.SelectMany(p => p.Duplicates))
            output.WriteLine($"duplicate  {duplicate}, made by a request that was delivered more than once");
        Table parts = new Table().Border(TableBorder.Simple).AddColumns("part", "state", "circuits", "at the provider", "sent", "what");
        foreach (JobPart part in view.Parts)
        {
            parts.AddRow(
                part.Index.ToString(CultureInfo.InvariantCulture),
                part.State.ToString(),
                part.Circuits.Count.ToString(CultureInfo.InvariantCulture),
                Markup.Escape($"{part.RemoteId ?? "-"} {part.VendorStatus}"),
                part.Attempts.ToString(CultureInfo.InvariantCulture),
                Markup.Escape(part.Reason ?? part.Error?.ToString() ?? (part.RepeatedBy is { } next ? $"repeated by part {next}" : string.Empty)));
        }

        context.OutputConsole.Write(parts);
        foreach (JobEvent happened in events)
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{happened.At.ToLocalTime():yyyy-MM-dd HH:mm:ss}  part {happened.Part}  {happened.Text}"));
    }
}
