using System.CommandLine;
using Newtonsoft.Json.Linq;
using Sqs.Cli.Terminal;
using Sqs.Cli.Verbs.Jobs;
using Sqs.Compiler.Diagnostics;
using Sqs.Compiler.Ir;
using Sqs.Runtime.Execution;
using Sqs.Runtime.Models;
using Sqs.Runtime.Replay;
using Sqs.Runtime.Reports;
using Sqs.Runtime.Runs;
using Sqs.Simulation;
using Sqs.Simulation.Plans;
using Sqs.Simulation.Results;

namespace Sqs.Cli.Verbs;

/// <summary><c>sqs run</c>: runs a model or an OpenQASM program.</summary>
internal sealed class RunVerb : VerbCommand
{
    private readonly Argument<string> _file = new("FILE") { Description = "An OpenQASM program (.qasm) or a model (.sqs.json)." };
    private readonly Option<bool> _memory = new("--memory") { Description = "With --json: list every shot." };
    private readonly Option<string?> _raster = new("--svg") { Description = "For a model: SVG file for the spikes of the first shot." };
    private readonly EngineOptions _engine = new();
    private readonly RunStoreOptions _store = new();
    private readonly DeviceOptions _device = new();
    private readonly ModelInputOptions _model = new();

    /// <summary>Creates the verb.</summary>
    /// <param name="name">The verb.</param>
    /// <param name="description">What it does.</param>
    /// <param name="examples">Examples for its help.</param>
    public RunVerb(string name, string description, params ReadOnlySpan<string> examples)
        : base(name, description, examples)
    {
        Add(_file);
        _engine.AddTo(this);
        _model.AddTo(this);
        Add(_raster);
        Add(_memory);
        _store.AddTo(this);
        _device.AddTo(this);
    }

    /// <inheritdoc/>
    public override Task<int> RunAsync(ParseResult arguments, VerbContext context)
    {
        string file = arguments.GetRequiredValue(_file);
        var diagnostics = new DiagnosticBag();
        if (GraphFile.IsModel(file))
            OptionRules.RefuseGiven([.. _engine.ForPrograms, _memory], arguments, "a model", diagnostics);
        else
            OptionRules.RefuseGiven([.. _model.All, _raster], arguments, "a program", diagnostics);
        OptionRules.RefuseGiven(_device.IsDevice(arguments) ? _engine.ForEngine : _device.ForDevices, arguments, $"--backend {_device.Backend(arguments)}", diagnostics);
        if (diagnostics.HasErrors)
        {
            context.Report(diagnostics);
            return Task.FromResult(ExitCode.Usage);
        }

        if (_device.IsDevice(arguments))
            return new DeviceRun(_device, _engine, _store, arguments, context).RunAsync(file, _model, arguments.GetValue(_raster), arguments.GetValue(_memory));
        return GraphFile.IsModel(file)
            ? ModelRun.RunAsync(file, arguments, _model, arguments.GetValue(_raster), _engine, _store, context)
            : Task.FromResult(RunProgram(file, arguments, context));
    }

    private int RunProgram(string file, ParseResult arguments, VerbContext context)
    {
        var diagnostics = new DiagnosticBag();
        CircuitProgram? program = ProgramFile.Read(file, diagnostics, context.Cancellation);
        ParameterSets? parameters = program is null ? null : _engine.Bind(arguments, program, diagnostics);
        NoiseChoice? noise = _engine.Noise(arguments, diagnostics);
        int code = context.Report(diagnostics);
        if (program is null || parameters is null || code != ExitCode.Done)
            return ExitCode.Failed;

        RunSettings settings = _engine.Settings(arguments) with { Noise = noise?.For(program) };
        if (_engine.IsExplained(arguments))
        {
            SimulationPlan plan = Simulator.Explain(program, NativeReplay.RequestFor(settings, parameters), context.Cancellation);
            if (context.IsJson)
                context.WriteJson(PlanDocument.Describe(plan));
            else
                context.Output.WriteLine(plan.ToString());
            return ExitCode.Done;
        }

        (SimulationResult result, RunRecord record) = ProgramRun.Execute(
            program, Path.GetFileName(file), settings, parameters, _engine.Limits(arguments, context), context.Cancellation);
        string? id = _store.Save(arguments, record, context);
        if (context.IsJson)
        {
            JObject document = RunDocument.Describe(id, ProgramRun.NativeBackend, record.Jobs[0].Settings.Seed, result.Registers, result.Sets[0], arguments.GetValue(_memory));
            context.WriteJson(document);
            return ExitCode.Done;
        }

        RunTable.Write(result, context.OutputConsole);
        return ExitCode.Done;
    }
}
