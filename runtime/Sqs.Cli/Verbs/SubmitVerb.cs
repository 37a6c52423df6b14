using System.CommandLine;
using Newtonsoft.Json.Linq;
using Sqs.Cli.Terminal;
using Sqs.Compiler.Diagnostics;
using Sqs.Compiler.Ir;
using Sqs.Providers.Devices;
using Sqs.Providers.Jobs;
using Sqs.Runtime.Execution;
using Sqs.Runtime.Jobs;

namespace Sqs.Cli.Verbs;

/// <summary><c>sqs submit</c>: puts a program into the durable queue of jobs and returns its identifier.</summary>
internal sealed class SubmitVerb : VerbCommand
{
    private readonly Argument<string> _file = new("FILE") { Description = "An OpenQASM program (.qasm)." };
    private readonly Option<string> _backend = new("--backend") { Description = "Where to run.", DefaultValueFactory = _ => ProgramRun.NativeBackend };
    private readonly Option<int> _shots = new("--shots") { Description = "Number of shots.", DefaultValueFactory = _ => 1024 };
    private readonly Option<ulong> _seed = new("--seed") { Description = "Seed of the run." };
    private readonly Option<string[]> _set = new("--set") { Description = "Value of an input, name=number; may be repeated." };
    private readonly JobStoreOptions _store = new();

    /// <summary>Creates the verb.</summary>
    public SubmitVerb()
        : base("submit", "Records a job and returns its identifier at once; 'sqs wait' follows it to its end.", "sqs submit bell.qasm --shots 1000 --seed 7")
    {
        _backend.AcceptOnlyFromAmong(ProgramRun.NativeBackend);
        _shots.RequirePositive();
        Add(_file);
        foreach (Option option in (Option[])[_backend, _shots, _seed, _set])
            Add(option);
        _store.AddTo(this);
    }

    /// <inheritdoc/>
    public override async Task<int> RunAsync(ParseResult arguments, VerbContext context)
    {
        var diagnostics = new DiagnosticBag();
        string file = arguments.GetRequiredValue(_file);
        CircuitProgram? program = ProgramFile.Read(file, diagnostics);
        var values = new Dictionary<string, double>(StringComparer.Ordinal);
        Runtime.Inputs.InputBinding.ReadAssignments(arguments.GetValue(_set) ?? [], values, diagnostics);
        if (program is not null)
            Runtime.Inputs.InputBinding.Bind(program, values, diagnostics);
        if (context.Report(diagnostics) != ExitCode.Done || program is null)
            return ExitCode.Failed;

        string backend = arguments.GetRequiredValue(_backend);
        (ProviderCatalog providers, JobService service) = _store.Open(arguments);
        using (providers)
        {
            BackendSnapshot device = await service.SnapshotAsync(backend, context.Cancellation).ConfigureAwait(false);
            var circuit = new CircuitRequest(program, arguments.GetValue(_shots)) { Inputs = [.. program.Inputs.Select(i => new InputValue(i.Name, values[i.Name]))] };
            var request = new JobRequest([circuit]) { Name = Path.GetFileName(file), Options = new JobOptions { Seed = arguments.GetValue(_seed) } };
            JobView draft = await service.DraftAsync(backend, request, device, context.Cancellation).ConfigureAwait(false);
            await service.ConfirmAsync(draft, limit: null, context.Cancellation).ConfigureAwait(false);
            if (context.IsJson)
                context.WriteJson(new JObject { ["job"] = draft.Job.Id, ["backend"] = backend });
            else
                context.Output.WriteLine(draft.Job.Id);
        }

        return ExitCode.Done;
    }
}
