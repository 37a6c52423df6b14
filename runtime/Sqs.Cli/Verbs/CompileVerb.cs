using System.CommandLine;
using Sqs.Cli.Terminal;
using Sqs.Compiler.Diagnostics;
using Sqs.Compiler.Graph;
using Sqs.Compiler.Ir;
using Sqs.Compiler.Ir.Printing;
using Sqs.Compiler.Passes;
using Sqs.Compiler.Plans;
using Sqs.Compiler.Targets;
using Sqs.Compiler.Targets.Profiles;
using Sqs.Runtime.Execution;
using Sqs.Runtime.Models;

namespace Sqs.Cli.Verbs;

/// <summary><c>sqs compile</c>: a model or an OpenQASM program as programs for a target.</summary>
internal sealed class CompileVerb : VerbCommand
{
    private readonly Argument<string> _file = new("FILE") { Description = "A model (.sqs.json) or an OpenQASM program (.qasm)." };
    private readonly Option<string?> _target = new("--target") { Description = $"What to compile for: {string.Join(", ", TargetProfiles.Names)}. Left out: the programs as the native engine runs them." };
    private readonly Option<string?> _properties = new("--properties") { Description = "Calibration of the device, as IBM gives its properties and IonQ its characterization (JSON): the best qubits are taken, and figures are those of the day." };
    private readonly Option<string> _plan = new("--plan") { Description = "How a network becomes circuits: one in all (fused) or one a layer (layered).", DefaultValueFactory = _ => "auto" };
    private readonly Option<string> _emit = new("--emit") { Description = "What to print.", DefaultValueFactory = _ => "qasm" };
    private readonly Option<string> _parameters = new("--parameters") { Description = "Angles of the neurons as numbers, or as named inputs.", DefaultValueFactory = _ => "literal" };
    private readonly Option<string> _reset = new("--reset") { Description = "Where a target has both: reset, a conditional x, or the shorter one in programs that branch anyway.", DefaultValueFactory = _ => "auto" };
    private readonly Option<int?> _maximumQubits = new("--max-qubits") { Description = "Without a target: most qubits a circuit; a wider layer is spread over several." };
    private readonly Option<long> _shots = new("--shots") { Description = "Shots to estimate with.", DefaultValueFactory = _ => new CompileOptions().Shots };
    private readonly Option<int> _sets = new("--parameter-sets") { Description = "Parameter sets to estimate with: each is a program of its own in a job.", DefaultValueFactory = _ => 1 };
    private readonly Option<bool> _report = new("--report") { Description = "Print what the programs cost, before and behind each pass, and the jobs that run them." };
    private readonly Option<string?> _svg = new("--svg") { Description = "File for a picture of the placed neurons on the device." };
    private readonly Option<string?> _printAfter = new("--print-ir-after") { Description = "Print the intermediate representation behind a pass, on standard error." };
    private readonly Option<bool> _timing = new("--timing") { Description = "Print what each pass took and did, on standard error." };
    private readonly InputOptions _inputs = new();
    private readonly ModelInputOptions _model = new();
    private readonly Option<string?> _folder = new("--output", "-o") { Description = "Folder for one file a circuit; printed when left out." };

    /// <summary>Creates the verb.</summary>
    public CompileVerb()
        : base(
            "compile",
            "Compiles a model or an OpenQASM program for a target.",
            "sqs compile model.sqs.json -o qasm",
            "sqs compile model.sqs.json --target ibm-heron --report",
            "sqs compile bell.qasm --target ionq-forte --emit ionq",
            "sqs compile model.sqs.json --target ionq-forte --emit ionq --input spikes.csv")
    {
        _plan.AcceptOnlyFromAmong("auto", "fused", "layered");
        _emit.AcceptOnlyFromAmong("qasm", "ir", "ionq");
        _parameters.AcceptOnlyFromAmong("literal", "inputs");
        _reset.AcceptOnlyFromAmong("auto", "reset", "conditional");
        _maximumQubits.RequirePositive();
        _shots.RequirePositive();
        _sets.RequirePositive();
        _target.CompletionSources.Add([.. TargetProfiles.Names]);
        Add(_file);
        foreach (Option option in (Option[])[_target, _properties, _plan, _emit, _parameters, _reset, _maximumQubits, _shots, _sets, _report, _svg, _printAfter, _timing, _folder])
            Add(option);
        _inputs.AddTo(this);
        _model.AddTo(this);
    }

    /// <inheritdoc/>
    public override Task<int> RunAsync(ParseResult arguments, VerbContext context)
    {
        var diagnostics = new DiagnosticBag();
        CheckInputs(arguments, diagnostics);
        if (diagnostics.HasErrors)
        {
            context.Report(diagnostics);
            return Task.FromResult(ExitCode.Usage);
        }

        // The fused plan asks what a target can do; without a name that is the native engine, which can do everything.
        string? name = arguments.GetValue(_target) ?? (arguments.GetRequiredValue(_plan) == "fused" ? TargetProfiles.Native.Name : null);
        CompileOutput? output = name is null ? WithoutTarget(arguments, context, diagnostics) : ForTarget(name, arguments, context, diagnostics);
        int code = context.Report(diagnostics);
        if (output is null || code != ExitCode.Done)
            return Task.FromResult(ExitCode.Failed);
        return Task.FromResult(output.Write(arguments.GetRequiredValue(_emit), arguments.GetValue(_folder), arguments.GetValue(_svg), arguments.GetValue(_report), context));
    }

    private CompileOutput? WithoutTarget(ParseResult arguments, VerbContext context, DiagnosticBag diagnostics)
    {
        string file = arguments.GetRequiredValue(_file);
        if (!GraphFile.IsModel(file))
            return ReadProgram(arguments, context, diagnostics) is { } program ? new CompileOutput(file, null, "one program", [(Path.GetFileNameWithoutExtension(file), program, null)]) : null;
        if (GraphFile.Read(file, diagnostics) is not { } graph)
            return null;
        ExternalCurrent? external = External(arguments, graph, diagnostics);
        (LayeredPlan? plan, DiagnosticBag found) = LayeredPlan.Create(graph, new LayeredPlanOptions
        {
            Parameters = Parameters(arguments),
            MaximumQubits = arguments.GetValue(_maximumQubits) ?? int.MaxValue,
        });
        diagnostics.AddRange(found);
        if (plan is null || diagnostics.HasErrors)
            return null;
        if (external is not null)
            diagnostics.AddRange(plan.OpenInputs());
        return new CompileOutput(file, null, "layered: one circuit a layer", [.. Names(plan).Zip(plan.Programs(external), (name, program) => (name, program, (CompiledProgram?)null))]);
    }

    private CompileOutput? ForTarget(string name, ParseResult arguments, VerbContext context, DiagnosticBag diagnostics)
    {
        string file = arguments.GetRequiredValue(_file);
        if (!TargetProfiles.TryFind(name, out Target? target, out Diagnostic? problem))
        {
            diagnostics.Add(problem);
            return null;
        }

        if (arguments.GetValue(_properties) is { } properties)
        {
            (DeviceSnapshot? snapshot, Diagnostic? unreadable) = SnapshotReader.Read(File.ReadAllText(properties));
            if (snapshot is null)
            {
                diagnostics.Add(unreadable!);
                return null;
            }

            target = SnapshotReader.Refine(target, snapshot);
        }

        var passes = new List<string>();
        CompileOutput? output = ForTarget(target, file, passes, arguments, context, diagnostics);
        if (!diagnostics.HasErrors && arguments.GetValue(_printAfter) is { } pass && !passes.Contains(pass))
            diagnostics.Report(CommandLineDiagnostics.BadOption, SourceSpan.None, "--print-ir-after", $"there is no pass '{pass}' here{NameSuggestion.Clause(pass, passes)}; there are {string.Join(", ", passes.Distinct())}");
        return output;
    }

    private CompileOutput? ForTarget(Target target, string file, List<string> passes, ParseResult arguments, VerbContext context, DiagnosticBag diagnostics)
    {
        var options = new CompileOptions
        {
            Shots = arguments.GetValue(_shots),
            ParameterSets = arguments.GetValue(_sets),
            Plan = Enum.Parse<NetworkPlanKind>(arguments.GetRequiredValue(_plan), ignoreCase: true),
            Parameters = Parameters(arguments),
            Reset = Enum.Parse<ResetChoice>(arguments.GetRequiredValue(_reset), ignoreCase: true),
            Observer = record =>
            {
                passes.Add(record.Name);
                Observe(record, arguments, context);
            },
        };
        if (!GraphFile.IsModel(file))
        {
            if (ReadProgram(arguments, context, diagnostics) is not { } source)
                return null;
            (CompiledProgram? program, DiagnosticBag found) = TargetCompiler.Compile(source, target, options, context.Cancellation);
            diagnostics.AddRange(found);
            return program is null ? null : new CompileOutput(file, target, "one program", [(Path.GetFileNameWithoutExtension(file), program.Program, program)]);
        }

        if (GraphFile.Read(file, diagnostics) is not { } graph)
            return null;
        options = options with { External = External(arguments, graph, diagnostics) };
        if (diagnostics.HasErrors)
            return null;
        (CompiledNetwork? network, DiagnosticBag problems) = TargetCompiler.Compile(graph, target, options, context.Cancellation);

        // A plan that was tried and does not fit is the reason for the other one, which the output states.
        diagnostics.AddRange(network is null ? problems : problems.Where(d => !d.IsError));
        if (network is null)
            return null;
        IEnumerable<string> names = network.Layered is { } layered ? Names(layered) : ["fused"];
        string plan = network.Fused is null ? "layered" : "fused";
        return new CompileOutput(file, target, $"{plan}: {network.Reason}", [.. names.Zip(network.Programs, (circuit, program) => (circuit, program.Program, (CompiledProgram?)program))]);
    }

    private void CheckInputs(ParseResult arguments, DiagnosticBag diagnostics)
    {
        if (!GraphFile.IsModel(arguments.GetRequiredValue(_file)))
            OptionRules.RefuseGiven(_model.All, arguments, "a program", diagnostics);
        else
            OptionRules.RefuseGiven([_inputs.ForPrograms], arguments, "a model", diagnostics);

        // One sample gives every input its number, the angles too.
        if (_model.IsGiven(arguments, _inputs.File(arguments)) && Parameters(arguments) == ParameterBinding.Inputs)
            OptionRules.RefuseGiven([_parameters], arguments, "a compilation for one sample", diagnostics);
    }

    private CircuitProgram? ReadProgram(ParseResult arguments, VerbContext context, DiagnosticBag diagnostics)
    {
        CircuitProgram? program = ProgramFile.Read(arguments.GetRequiredValue(_file), diagnostics, context.Cancellation);
        if (program is null || !_inputs.IsGiven(arguments))
            return program;
        return _inputs.Bind(arguments, program, diagnostics) is { } values ? BindInputsPass.Bind(program, values[0]) : null;
    }

    private ExternalCurrent? External(ParseResult arguments, NetworkGraph graph, DiagnosticBag diagnostics) =>
        _model.IsGiven(arguments, _inputs.File(arguments)) && _model.Spikes(arguments, _inputs.File(arguments), graph, diagnostics) is { } spikes
            ? ExternalCurrents.Of(graph, spikes)
            : null;

    private void Observe(PassRecord record, ParseResult arguments, VerbContext context)
    {
        if (arguments.GetValue(_timing))
        {
            string statistics = string.Join(", ", record.Statistics.Select(s => FormattableString.Invariant($"{s.Key} {s.Value:0.##}")));
            context.Error.WriteLine(FormattableString.Invariant($"{record.Name,-24} {record.Elapsed.TotalMilliseconds,9:0.00} ms  {(record.Changed ? "changed" : "unchanged"),-10} {statistics}"));
        }

        if (arguments.GetValue(_printAfter) == record.Name)
            context.Error.WriteLine(CircuitPrinter.Print(record.Program));
    }

    private ParameterBinding Parameters(ParseResult arguments) =>
        arguments.GetRequiredValue(_parameters) == "inputs" ? ParameterBinding.Inputs : ParameterBinding.Literal;

    private static IEnumerable<string> Names(LayeredPlan plan)
    {
        for (int layer = 0; layer < plan.Layers.Count; layer++)
        {
            PlanLayer at = plan.Layers[layer];
            for (int circuit = 0; circuit < at.Circuits.Count; circuit++)
                yield return $"{layer}-{string.Join('+', at.Populations)}{(at.Circuits.Count == 1 ? string.Empty : $"-{circuit}")}";
        }
    }
}
