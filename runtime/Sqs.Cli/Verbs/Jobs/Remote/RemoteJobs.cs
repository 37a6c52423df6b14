using System.Diagnostics;
using System.Globalization;
using Newtonsoft.Json.Linq;
using Spectre.Console;
using Sqs.Cli.Terminal;
using Sqs.Client;
using Sqs.Compiler.Diagnostics;
using Sqs.Providers.Errors;
using Sqs.Providers.Jobs;

namespace Sqs.Cli.Verbs.Jobs.Remote;

/// <summary>The verbs of jobs on a job service. Documents are printed as the service gives them: they are those of the same verbs without a service.</summary>
/// <param name="client">The service.</param>
/// <param name="context">Where to write.</param>
internal sealed class RemoteJobs(JobServiceClient client, VerbContext context) : IDisposable
{
    private const int IdLength = 32;
    private const int LongestPage = 200;

    private static readonly TimeSpan FirstLook = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan LongestLook = TimeSpan.FromSeconds(3);

    /// <summary>Submits a job and has its cost confirmed where the service does not take it as it is.</summary>
    /// <param name="submission">The submission; its <c>maxCost</c> is what may be spent without a question.</param>
    /// <param name="isConfirmed">Whether the user said yes beforehand.</param>
    /// <param name="hasLimit">Whether the yes holds up to <c>maxCost</c> only.</param>
    /// <returns>The exit code.</returns>
    public async Task<int> SubmitAsync(JObject submission, bool isConfirmed, bool hasLimit)
    {
        string token = Guid.NewGuid().ToString("N");
        bool isTold = false;
        JObject job;
        try
        {
            job = await AskAsync(t => client.SubmitAsync(submission, token, t)).ConfigureAwait(false);
            isTold = true;
        }
        finally
        {
            if (!isTold)
                context.Remark("where the service could not be asked it may have taken the job all the same: look with 'sqs jobs' before it is sent again");
        }

        string id = (string)job["job"]!;
        if ((string?)job["state"] == nameof(JobState.Draft))
        {
            context.Remark($"{job["backend"]} at {client.Service.Authority}: {(Amounts(job["estimated"]) is { Length: > 0 } cost ? $"estimated cost {cost}" : "cost unknown")}");
            bool isWanted = (isConfirmed && !hasLimit)
                || (!isConfirmed && context.CanAsk && await new ConfirmationPrompt(Markup.Escape($"send {job["name"]}?")) { DefaultValue = false }.ShowAsync(context.ErrorConsole, context.Cancellation).ConfigureAwait(false));
            if (!isWanted)
            {
                await AskAsync(t => client.CancelAsync(id, false, t)).ConfigureAwait(false);
                return context.Report(CommandLineDiagnostics.NotConfirmed.At(SourceSpan.None));
            }

            job = await AskAsync(t => client.ConfirmAsync(id, t)).ConfigureAwait(false);
        }

        if (context.IsJson)
            context.WriteJson(job);
        else
            context.Output.WriteLine(id);
        return ExitCode.Done;
    }

    /// <summary>Lists jobs.</summary>
    /// <param name="limit">The most jobs.</param>
    /// <returns>The exit code.</returns>
    public async Task<int> ListAsync(int limit)
    {
        var jobs = new JArray();
        while (jobs.Count < limit)
        {
            string? before = (string?)jobs.LastOrDefault()?["job"];
            int wanted = Math.Min(LongestPage, limit - jobs.Count);
            JArray page = await AskAsync(t => client.ListAsync(wanted, before, t)).ConfigureAwait(false);
            jobs.Merge(page);
            if (page.Count < wanted)
                break;
        }

        if (context.IsJson)
        {
            context.WriteJson(jobs);
            return ExitCode.Done;
        }

        Table table = new Table().Border(TableBorder.Simple).AddColumns("job", "created", "state", "backend", "cost", "what");
        foreach (JToken job in jobs)
        {
            string charged = Amounts(job["charged"]);
            table.AddRow(
                (string)job["job"]!,
                DateTimeOffset.Parse((string)job["created"]!, CultureInfo.InvariantCulture).ToLocalTime().ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture),
                (string)job["state"]!,
                Markup.Escape((string)job["backend"]!),
                charged.Length > 0 ? charged : $"{Amounts(job["estimated"])} estimated",
                Markup.Escape((string)job["name"]!));
        }

        context.OutputConsole.Write(table);
        return ExitCode.Done;
    }

    /// <summary>Shows a job.</summary>
    /// <param name="reference">Its identifier, or the beginning of it.</param>
    /// <returns>The exit code.</returns>
    public async Task<int> ShowAsync(string reference)
    {
        string id = await FindAsync(reference).ConfigureAwait(false);
        JObject job = await AskAsync(t => client.ShowAsync(id, t)).ConfigureAwait(false);
        if (context.IsJson)
        {
            context.WriteJson(job);
            return ExitCode.Done;
        }

        TextWriter output = context.Output;
        output.WriteLine($"job        {id}");
        output.WriteLine($"name       {job["name"]}");
        output.WriteLine($"backend    {job["backend"]} by {client.Service}");
        output.WriteLine($"state      {job["state"]}");
        output.WriteLine($"circuits   {job["circuits"]}, {job["open_circuits"]!.Count()} without a result");
        output.WriteLine($"estimated  {Amounts(job["estimated"])}");
        output.WriteLine($"charged    {Amounts(job["charged"])}{((bool)job["usage_final"]! ? string.Empty : ", not settled yet")}");
        WriteErrors(job, output);
        foreach (JToken happened in job["events"] ?? new JArray())
            output.WriteLine($"{happened["at"]}  part {happened["part"]}  {happened["text"]}");
        return ExitCode.Done;
    }

    /// <summary>Follows a job to its end and prints its results.</summary>
    /// <param name="reference">Its identifier, or the beginning of it.</param>
    /// <param name="longest">How long to wait, or null for as long as it takes.</param>
    /// <param name="withMemory">Whether the JSON document lists every shot.</param>
    /// <returns>The exit code.</returns>
    public async Task<int> WaitAsync(string reference, TimeSpan? longest, bool withMemory)
    {
        string id = await FindAsync(reference).ConfigureAwait(false);
        var clock = Stopwatch.StartNew();
        TimeSpan pause = FirstLook;
        string said = string.Empty;
        while (true)
        {
            JObject job = await AskAsync(t => client.ShowAsync(id, t)).ConfigureAwait(false);
            if (Enum.Parse<JobState>((string)job["state"]!).IsTerminal())
                return await FetchAsync(id, withMemory).ConfigureAwait(false);
            string? reason = job["parts"]?.Select(p => (string?)p["reason"]).FirstOrDefault(r => r is not null);
            string now = $"{id[..12]}  {job["state"]}" + (reason is null ? string.Empty : $": {reason}");
            if (now != said)
                context.Remark(said = now);
            if (longest is { } limit && clock.Elapsed + pause > limit)
            {
                if (context.IsJson)
                {
                    job["outcome"] = "still-running";
                    context.WriteJson(job);
                }

                context.Remark($"the time is up and the job is {job["state"]}; it has not failed, the job goes on, 'sqs wait {id}' follows it again");
                return ExitCode.StillRunning;
            }

            await Task.Delay(pause, context.Cancellation).ConfigureAwait(false);
            pause = pause * 1.5 < LongestLook ? pause * 1.5 : LongestLook;
        }
    }

    /// <summary>Prints the results of a job as far as they are there.</summary>
    /// <param name="reference">Its identifier, or the beginning of it.</param>
    /// <param name="withMemory">Whether the JSON document lists every shot.</param>
    /// <returns>The exit code.</returns>
    public async Task<int> FetchAsync(string reference, bool withMemory)
    {
        string id = await FindAsync(reference).ConfigureAwait(false);
        JObject job = await AskAsync(t => client.ResultsAsync(id, withMemory, t)).ConfigureAwait(false);
        var circuits = (JArray?)job["results"] ?? new JArray(job);
        var state = Enum.Parse<JobState>((string)job["state"]!);
        if (!state.IsTerminal() && circuits.All(c => c["counts"] is null))
            return context.Report(ProviderDiagnostics.NotDone.At(SourceSpan.None, id, state, $"there are no results yet; 'sqs wait {id}' follows it"));
        if (context.IsJson)
            context.WriteJson(job);
        else
            RemoteResults.Write(job, circuits, context);
        WriteErrors(job, context.Error);
        return state == JobState.Done ? ExitCode.Done : ExitCode.Failed;
    }

    /// <summary>Asks for a job to be cancelled.</summary>
    /// <param name="reference">Its identifier, or the beginning of it.</param>
    /// <param name="alsoRunning">Whether also one that runs.</param>
    /// <returns>The exit code.</returns>
    public async Task<int> CancelAsync(string reference, bool alsoRunning)
    {
        string id = await FindAsync(reference).ConfigureAwait(false);
        JObject job = await AskAsync(t => client.CancelAsync(id, alsoRunning, t)).ConfigureAwait(false);
        if (context.IsJson)
            context.WriteJson(job);
        else
            context.Output.WriteLine($"{id}  {job["state"]}");
        if ((string?)job["state"] == nameof(JobState.Running) && !alsoRunning)
        {
            context.Remark("it runs already, and stopping it is charged; --running stops it all the same");
            return ExitCode.Failed;
        }

        return ExitCode.Done;
    }

    /// <summary>Shares a run.</summary>
    /// <param name="archive">The zip file of the run.</param>
    /// <returns>The exit code.</returns>
    public async Task<int> ShareAsync(byte[] archive)
    {
        string run = await AskAsync(t => client.ShareAsync(archive, t)).ConfigureAwait(false);
        if (context.IsJson)
            context.WriteJson(new JObject { ["run"] = run, ["server"] = client.Service });
        else
            context.Output.WriteLine(run);
        return ExitCode.Done;
    }

    /// <summary>Reads the zip file of a run.</summary>
    /// <param name="run">The run.</param>
    /// <returns>The zip file.</returns>
    public Task<byte[]> ArchiveAsync(string run) => AskAsync(t => client.ArchiveAsync(run, t));

    /// <inheritdoc/>
    public void Dispose() => client.Dispose();

    private static string Amounts(JToken? amounts) => string.Join(" and ", amounts?.Select(m => $"{((decimal)m["amount"]!).ToString("0.####", CultureInfo.InvariantCulture)} {m["unit"]}") ?? []);

    private static void WriteErrors(JObject job, TextWriter output)
    {
        foreach (JToken error in job["errors"] ?? new JArray())
            output.WriteLine($"error      {error["code"]}: {error["message"]}{((string?)error["remedy"] is { } remedy ? $"; {remedy}" : string.Empty)}");
    }

    private async Task<string> FindAsync(string reference)
    {
        if (reference.Length == IdLength)
            return reference;
        JArray newest = await AskAsync(t => client.ListAsync(LongestPage, null, t)).ConfigureAwait(false);
        string[] found = [.. newest.Select(j => (string)j["job"]!).Where(id => reference.Length > 0 && id.StartsWith(reference, StringComparison.Ordinal))];
        return found.Length == 1 ? found[0] : throw new DiagnosticException(ProviderDiagnostics.UnknownJob.At(SourceSpan.None, reference));
    }

    // What the service refuses is the user's to mend; a service that is away is a failure of the network.
    private async Task<T> AskAsync<T>(Func<CancellationToken, Task<T>> call)
    {
        try
        {
            return await call(context.Cancellation).ConfigureAwait(false);
        }
        catch (ServiceProblemException problem)
        {
            DiagnosticDescriptor descriptor = problem.IsRequestWrong ? ProviderDiagnostics.Refused : ProviderDiagnostics.ProviderFailed;
            string trace = problem.Trace is null ? string.Empty : $" (trace {problem.Trace})";
            throw new DiagnosticException(descriptor.At(SourceSpan.None, $"the job service at {client.Service.Authority}", problem.Message.TrimEnd('.') + trace));
        }
    }
}
