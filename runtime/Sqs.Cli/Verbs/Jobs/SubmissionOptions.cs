using System.CommandLine;
using Spectre.Console;
using Sqs.Cli.Terminal;
using Sqs.Compiler.Diagnostics;
using Sqs.Providers.Devices;
using Sqs.Providers.Jobs;
using Sqs.Runtime.Execution.Devices;
using Sqs.Runtime.Jobs;
using Sqs.Runtime.Jobs.Sources;

namespace Sqs.Cli.Verbs.Jobs;

/// <summary>How a job is sent to a provider, and what it may cost.</summary>
internal sealed class SubmissionOptions
{
    private readonly Option<bool> _yes = new("--yes", "-y") { Description = "Send without asking; with --max-cost, up to that." };
    private readonly Option<decimal?> _maximumCost = new("--max-cost") { Description = "Most a job may cost without a question, in the unit of its estimate; 0 when left out." };
    private readonly Option<bool> _debiasing = new("--debiasing") { Description = "Error mitigation by symmetrisation, where the provider has it; it changes price and meaning." };
    private readonly Option<bool> _decoupling = new("--decoupling") { Description = "Dynamical decoupling of idle qubits, where the provider has it." };
    private readonly Option<string?> _noiseModel = new("--noise-model") { Description = "The provider's noise model, for its simulators." };
    private readonly Option<double?> _maximumSeconds = new("--max-qpu-seconds") { Description = "Most seconds of processor time, where the provider stops jobs by that." };
    private readonly Option<string?> _session = new("--session") { Description = "The provider's session or batch the job joins." };
    private readonly Option<bool> _private = new("--private") { Description = "Programs hidden at the provider, and results deleted there when they are read." };
    private readonly Option<bool> _dryRun = new("--dry-run") { Description = "Let the provider check and cost the job and not run it." };
    private readonly Option<string[]> _tag = new("--tag") { Description = "A label at the provider; may be repeated." };

    /// <summary>The options.</summary>
    public IEnumerable<Option> All => [_yes, _maximumCost, _debiasing, _decoupling, _noiseModel, _maximumSeconds, _session, _private, _dryRun, _tag];

    /// <summary>Adds the options to a verb.</summary>
    /// <param name="command">The verb.</param>
    public void AddTo(Command command)
    {
        _maximumCost.RequireFiniteAtLeastZero();
        _maximumSeconds.RequireFiniteAtLeastZero();
        foreach (Option option in All)
            command.Add(option);
    }

    /// <summary>How the job runs.</summary>
    /// <param name="arguments">The parsed command line.</param>
    /// <param name="seed">Seed of simulators and of drawing counts.</param>
    /// <returns>The options of the job.</returns>
    public JobOptions Job(ParseResult arguments, ulong seed) => new()
    {
        Debiasing = arguments.GetValue(_debiasing),
        DynamicalDecoupling = arguments.GetValue(_decoupling),
        NoiseModel = arguments.GetValue(_noiseModel),
        MaximumQpuTime = arguments.GetValue(_maximumSeconds) is { } seconds ? TimeSpan.FromSeconds(seconds) : null,
        SessionId = arguments.GetValue(_session),
        IsPrivate = arguments.GetValue(_private),
        IsDryRun = arguments.GetValue(_dryRun),
        Tags = [.. arguments.GetValue(_tag) ?? []],
        Seed = seed,
    };

    /// <summary>Whether the provider mitigates errors, which has a price of its own.</summary>
    /// <param name="arguments">The parsed command line.</param>
    /// <returns>Whether it does.</returns>
    public bool IsMitigated(ParseResult arguments) => arguments.GetValue(_debiasing);

    /// <summary>The most a run may cost, or null where no limit was named.</summary>
    /// <param name="arguments">The parsed command line.</param>
    /// <returns>An amount in the unit of the estimates.</returns>
    public decimal? Limit(ParseResult arguments) => arguments.GetValue(_maximumCost);

    /// <summary>Whether the user said yes beforehand.</summary>
    /// <param name="arguments">The parsed command line.</param>
    /// <returns>Whether nothing need be asked, up to the limit where there is one.</returns>
    public bool IsConfirmed(ParseResult arguments) => arguments.GetValue(_yes);

    /// <summary>What the user is ready to pay.</summary>
    /// <param name="arguments">The parsed command line.</param>
    /// <param name="context">Tells whether a question can be asked.</param>
    /// <returns>The rule.</returns>
    public CostRule Cost(ParseResult arguments, VerbContext context) => new(arguments.GetValue(_maximumCost), arguments.GetValue(_yes), context.CanAsk);

    /// <summary>Compiles a job for a backend, drafts it and has its cost confirmed.</summary>
    /// <param name="arguments">The parsed command line.</param>
    /// <param name="name">A name for the job.</param>
    /// <param name="source">What it is made of.</param>
    /// <param name="backend">Specification of the backend.</param>
    /// <param name="shots">Shots a circuit.</param>
    /// <param name="seed">Seed of simulators and of drawing counts.</param>
    /// <param name="service">The jobs.</param>
    /// <param name="context">Where to write and ask.</param>
    /// <returns>The confirmed draft; null where it does not fit or is not wanted, which was said.</returns>
    public async Task<JobView?> DraftAsync(
        ParseResult arguments, string name, JobSource source, string backend, int shots, ulong seed, JobService service, VerbContext context)
    {
        BackendSnapshot device = await service.SnapshotAsync(backend, context.Cancellation).ConfigureAwait(false);
        if (device.Warning is { } warning)
            context.Remark($"{backend}: {warning}");
        var found = new DiagnosticBag();
        IReadOnlyList<CircuitRequest> circuits = source.Compose(service.TargetOf(backend, device), shots, found, context.Cancellation);
        if (context.Report(found) != ExitCode.Done)
            return null;
        var request = new JobRequest([.. circuits]) { Name = name, Options = Job(arguments, seed) };
        JobView draft = await service.DraftAsync(backend, request, device, context.Cancellation).ConfigureAwait(false);
        return await ConfirmAsync(draft, Cost(arguments, context), service, context).ConfigureAwait(false) ? draft : null;
    }

    /// <summary>Shows what a draft costs, asks where the rule says so, and confirms it. A draft that is not confirmed is cancelled.</summary>
    /// <param name="draft">The draft.</param>
    /// <param name="rule">What the user is ready to pay.</param>
    /// <param name="service">The jobs.</param>
    /// <param name="context">Where to write and ask.</param>
    /// <returns>Whether it may be sent.</returns>
    private static async Task<bool> ConfirmAsync(JobView draft, CostRule rule, JobService service, VerbContext context)
    {
        string place = PlaceOf(draft.Job.Backend, service);
        string cost = "cost unknown";
        foreach (JobPart part in draft.Parts.Where(p => p.Estimate is not null).Take(1))
        {
            string more = draft.Parts.Count == 1 ? string.Empty : $", {draft.Parts.Count} jobs at the provider";
            cost = $"estimated cost {string.Join(" and ", draft.Estimated)} ({part.Estimate!.Basis}{more}; {(part.Estimate.IsVendorFigure ? "the provider's figure" : "from published figures")})";
        }

        context.Remark($"{place}: {cost}");
        Diagnostic? why = null;

        // A dry run costs nothing.
        CostDecision decision = draft.Job.IsDryRun ? CostDecision.Accept : rule.Decide(draft, out why);
        try
        {
            if (decision == CostDecision.Ask)
                (decision, why) = await AskAsync($"send {draft.Job.Name} to {place}?", context).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // No answer is no yes: nothing stays behind that looks as if it might still be sent.
            await service.CancelAsync(draft.Job.Id, alsoRunning: false, CancellationToken.None).ConfigureAwait(false);
            throw;
        }

        if (decision == CostDecision.Accept)
        {
            await service.ConfirmAsync(draft, limit: null, context.Cancellation).ConfigureAwait(false);
            return true;
        }

        await service.CancelAsync(draft.Job.Id, alsoRunning: false, context.Cancellation).ConfigureAwait(false);
        context.Report(why!);
        return false;
    }

    /// <summary>Shows what a run of many jobs is expected to cost, and asks where the rule says so.</summary>
    /// <param name="backend">Specification of the backend.</param>
    /// <param name="service">The jobs.</param>
    /// <param name="estimate">The estimate.</param>
    /// <param name="rule">What the user is ready to pay.</param>
    /// <param name="context">Where to write and ask.</param>
    /// <returns>Whether it may begin.</returns>
    public static async Task<bool> ConfirmAsync(string backend, JobService service, DeviceEstimate estimate, CostRule rule, VerbContext context)
    {
        string place = PlaceOf(backend, service);
        context.Remark($"{place}: up to {estimate.Jobs} jobs, estimated cost {estimate.Cost} (planning figures)");
        CostDecision decision = rule.Decide([estimate.Cost], unknown: null, out Diagnostic? why);
        if (decision == CostDecision.Ask)
            (decision, why) = await AskAsync($"begin on {place}?", context).ConfigureAwait(false);
        if (decision != CostDecision.Accept)
            context.Report(why!);
        return decision == CostDecision.Accept;
    }

    // A rehearsal and the vendor's own service look alike but for the address.
    private static string PlaceOf(string backend, JobService service) => service.HostOf(backend) is { } host ? $"{backend} at {host}" : backend;

    private static async Task<(CostDecision Decision, Diagnostic Why)> AskAsync(string question, VerbContext context)
    {
        bool isYes = await new ConfirmationPrompt(Markup.Escape(question)) { DefaultValue = false }.ShowAsync(context.ErrorConsole, context.Cancellation).ConfigureAwait(false);
        return (isYes ? CostDecision.Accept : CostDecision.Refuse, CommandLineDiagnostics.NotConfirmed.At(SourceSpan.None));
    }
}
