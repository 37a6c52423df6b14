using System.CommandLine;
using Newtonsoft.Json.Linq;
using Sqs.Cli.Terminal;
using Sqs.Cli.Verbs.Jobs;
using Sqs.Compiler.Diagnostics;
using Sqs.Compiler.Graph;
using Sqs.Compiler.Graph.Format;
using Sqs.Runtime.Data;
using Sqs.Runtime.Execution;
using Sqs.Runtime.Execution.Batched;
using Sqs.Runtime.Execution.Devices;
using Sqs.Runtime.Learning;
using Sqs.Runtime.Learning.Controls;
using Sqs.Runtime.Learning.Evaluation;
using Sqs.Runtime.Learning.Local;
using Sqs.Runtime.Learning.Rules;
using Sqs.Runtime.Models;
using Sqs.Runtime.Plots;
using Sqs.Runtime.Reports;

namespace Sqs.Cli.Verbs;

/// <summary><c>sqs train</c>: lets a model learn.</summary>
internal sealed class TrainVerb : VerbCommand
{
    private readonly Argument<string> _model = new("MODEL") { Description = "A model (.sqs.json)." };
    private readonly DataOptions _data = new(isRequired: true);
    private readonly SamplerOptions _sampler = new();
    private readonly DeviceOptions _device = new();
    private readonly RunStoreOptions _store = new();
    private readonly Option<int> _epochs = new("--epochs") { Description = "Passes over the training samples.", DefaultValueFactory = _ => new TrainingOptions().Epochs };
    private readonly Option<int> _batch = new("--batch") { Description = "Samples a batch.", DefaultValueFactory = _ => new TrainingOptions().BatchSize };
    private readonly Option<ulong> _seed = new("--seed") { Description = "Seed of initial values, order and spikes." };
    private readonly RuleOptions _rule = new();
    private readonly OptimizerSettings _optimizer = new();
    private readonly Option<string[]> _freeze = new("--freeze") { Description = "Name of a neuron parameter that keeps its value, such as ent; may be repeated." };
    private readonly Option<int> _threads = new("--threads") { Description = "Number of threads. Results do not depend on it.", DefaultValueFactory = _ => Environment.ProcessorCount };
    private readonly Option<bool> _controls = new("--controls") { Description = "Train the controls too: no entanglement, last-spike neurons; logistic regression and majority beside them." };
    private readonly Option<bool> _restart = new("--restart") { Description = "Start anew even when a checkpoint is there." };
    private readonly Option<string?> _plot = new("--plot") { Description = "SVG file for the curves of loss and accuracy." };
    private readonly Option<string> _output = new("--output", "-o") { Description = "Where the trained model goes; a checkpoint is kept beside it.", DefaultValueFactory = _ => "trained.sqs.json" };

    /// <summary>Creates the verb.</summary>
    public TrainVerb()
        : base(
            "train",
            "Trains a model by the local rule or by surrogate gradients; interrupted training goes on from its checkpoint.",
            "sqs train model.sqs.json --data task:delayed-recall --epochs 20 -o trained.sqs.json",
            "sqs train model.sqs.json --data @dataset.txt --sampler circuits --json",
            "sqs train model.sqs.json --data @dataset.txt --rule surrogate --surrogate sigmoid --lr 5e-4 --batch 256 --epochs 10",
            "sqs train model.sqs.json --data @dataset.txt --backend ibm:ibm_kingston --batch 50 --max-cost 300")
    {
        Add(_model);
        _data.AddTo(this);
        _sampler.AddTo(this);
        _rule.AddTo(this);
        _optimizer.AddTo(this);
        _device.AddTo(this);
        _store.AddTo(this);
        foreach (Option option in (Option[])[_epochs, _batch, _seed, _freeze, _threads, _controls, _restart, _plot, _output])
            Add(option);
    }

    /// <inheritdoc/>
    public override async Task<int> RunAsync(ParseResult arguments, VerbContext context)
    {
        var diagnostics = new DiagnosticBag();
        OptionRules.RefuseGiven(_device.IsDevice(arguments) ? [_sampler.Option] : [.. _device.ForDevices, .. _store.All], arguments, $"--backend {_device.Backend(arguments)}", diagnostics);
        if (diagnostics.HasErrors)
        {
            context.Report(diagnostics);
            return ExitCode.Usage;
        }

        bool isSeeded = arguments.GetResult(_seed) is { Implicit: false };
        NetworkGraph? graph = GraphFile.Read(arguments.GetRequiredValue(_model), diagnostics, isSeeded ? arguments.GetValue(_seed) : null);
        Dataset? data = graph is null ? null : _data.Load(arguments, graph.Steps, diagnostics);
        TrainingOptions options = Settings(arguments, diagnostics);
        if (_device.IsDevice(arguments) && options.Rule is not LocalRuleOptions)
            diagnostics.Report(CommandLineDiagnostics.MeaninglessOption, SourceSpan.None, $"--rule {options.Rule.Name}", $"--backend {_device.Backend(arguments)}");
        options.Validate(diagnostics);
        if (graph is not null)
            CheckFrozen(options, graph, diagnostics);
        foreach (string? output in (string?[])[arguments.GetValue(_output), arguments.GetValue(_plot)])
            CheckOutput(output, diagnostics);
        if (graph is null || data is null || diagnostics.HasErrors)
            return context.Report(diagnostics);
        if (_device.IsDevice(arguments))
            return await TrainOnDeviceAsync(arguments, context, graph, data, options).ConfigureAwait(false);
        ISpikeSampler? sampler = Sampler(arguments, options.Rule, graph, diagnostics);
        return sampler is null
            ? context.Report(diagnostics)
            : await TrainAsync(arguments, context, new TrainingDisplay(context), graph, data, sampler, options).ConfigureAwait(false);
    }

    private async Task<int> TrainOnDeviceAsync(ParseResult arguments, VerbContext context, NetworkGraph graph, Dataset data, TrainingOptions options)
    {
        using OpenJobs jobs = _device.Store.Open(arguments);
        int shots = ((LocalRuleOptions)options.Rule).Shots;
        if (await _device.CompileAsync(arguments, graph, shots, jobs, context).ConfigureAwait(false) is not { } network)
            return ExitCode.Failed;
        int batches = options.Epochs * ((data.Train.Count + options.BatchSize - 1) / options.BatchSize);
        bool isMitigated = _device.Submission.IsMitigated(arguments);
        DeviceEstimate estimate = network.Estimate(Math.Min(options.BatchSize, data.Train.Count), shots, batches, isMitigated)
            + Evaluations(network, data.Validation.Count, options.Epochs, isMitigated) + Evaluations(network, data.Test.Count, 1, isMitigated);
        if (!await SubmissionOptions.ConfirmAsync(network.Backend, jobs.Service, estimate, _device.Submission.Cost(arguments, context), context).ConfigureAwait(false))
            return ExitCode.Failed;

        string runFile = $"{CheckpointPath(arguments)}.run";
        if (arguments.GetValue(_restart))
            File.Delete(runFile);
        string run = DeviceRunFile.Open(runFile, network.Backend, TimeProvider.System);
        var display = new TrainingDisplay(context);
        DeviceSampler sampler = _device.Sampler(arguments, network, run, options.Seed, jobs, display);
        display.Usage = sampler.Usage;
        int code = await TrainAsync(arguments, context, display, graph, data, sampler, options).ConfigureAwait(false);
        await sampler.Usage.SettleAsync(jobs.Service, context.Cancellation).ConfigureAwait(false);
        display.WriteUsage();
        if (code == ExitCode.Done)
        {
            string model = arguments.GetRequiredValue(_output);
            var files = new Dictionary<string, byte[]> { [Path.GetFileName(model)] = await File.ReadAllBytesAsync(model, context.Cancellation).ConfigureAwait(false) };
            await _store.SaveAsync(arguments, "training", Path.GetFileName(arguments.GetRequiredValue(_model)), sampler.Usage.JobIds, files, jobs.Service, context).ConfigureAwait(false);
        }

        return code;
    }

    private async Task<int> TrainAsync(
        ParseResult arguments, VerbContext context, TrainingDisplay display, NetworkGraph graph, Dataset data, ISpikeSampler sampler, TrainingOptions options)
    {
        string checkpoint = CheckpointPath(arguments);
        if (arguments.GetValue(_restart))
            File.Delete(checkpoint);
        else if (File.Exists(checkpoint))
            context.Remark($"going on from {checkpoint}; --restart starts anew");
        var diagnostics = new DiagnosticBag();
        TrainingResult? result = await display.ShowAsync(progress =>
            new Trainer(sampler).TrainAsync(graph, data, options, checkpoint, progress, diagnostics, context.Cancellation)).ConfigureAwait(false);
        int code = context.Report(diagnostics);
        if (result is null)
            return code;
        if (!result.IsComplete)
        {
            context.Remark($"interrupted; the same command goes on from {checkpoint}");
            return ExitCode.Interrupted;
        }

        return await FinishAsync(arguments, context, graph, result, data, sampler, options).ConfigureAwait(false);
    }

    // Samples that are only looked at cost as much as those that are learned from.
    private static DeviceEstimate Evaluations(DeviceNetwork network, int samples, int times, bool isMitigated) => samples == 0
        ? network.Estimate(1, 1, 0, isMitigated)
        : network.Estimate(Math.Min(Evaluator.BatchSize, samples), 1, times * ((samples + Evaluator.BatchSize - 1) / Evaluator.BatchSize), isMitigated);

    private async Task<int> FinishAsync(
        ParseResult arguments, VerbContext context, NetworkGraph initial, TrainingResult result, Dataset data, ISpikeSampler sampler, TrainingOptions options)
    {
        string output = arguments.GetRequiredValue(_output);
        int code = context.Report(GraphWriter.Write(result.Graph, output));
        if (code != ExitCode.Done)
            return code;
        WritePlot(arguments, result);
        EvaluationResult? test = data.Test.Count == 0 ? null : await new Evaluator(sampler, options.Rule.HasLikelihood).EvaluateAsync(
            new BoundNetwork(new NetworkLayout(result.Graph)), data, DataPart.Test, shots: 1, options.Seed, options.Threads, context.Cancellation).ConfigureAwait(false);
        IReadOnlyList<ControlResult> controls = test is null || !arguments.GetValue(_controls)
            ? []
            : [.. ControlMeasurements.WithoutNetwork(data, context.Cancellation), .. await ControlMeasurements.TrainAsync(initial, data, options, context.Cancellation).ConfigureAwait(false)];
        double secondsPerEpoch = result.Epochs.Count == 0 ? 0 : result.Epochs.Average(e => e.Seconds);
        if (context.IsJson)
        {
            JObject document = test is null ? [] : EvaluationDocument.Describe(test);
            document["epochs"] = result.Epochs.Count;
            document["best_epoch"] = result.BestEpoch;
            document["seconds_per_epoch"] = secondsPerEpoch;
            document["seed"] = options.Seed;
            document["controls"] = EvaluationDocument.Describe(controls);
            document["model"] = output;
            if (sampler is DeviceSampler device)
                document["device"] = TrainingDisplay.Describe(device.Usage);
            context.WriteJson(document);
            return ExitCode.Done;
        }

        context.Output.WriteLine(FormattableString.Invariant($"trained {result.Epochs.Count} epochs, {secondsPerEpoch:0.00} s an epoch; model of epoch {result.BestEpoch} in {output}"));
        if (test is not null)
            context.Output.WriteLine(EvaluationDocument.Line("test, one shot a sample", test));
        foreach (ControlResult control in controls)
            context.Output.WriteLine(EvaluationDocument.Line($"control {control.Name}", control.Result));
        return ExitCode.Done;
    }

    private TrainingOptions Settings(ParseResult arguments, DiagnosticBag diagnostics)
    {
        LearningRuleOptions rule = _rule.Create(arguments, diagnostics);
        int epochs = arguments.GetValue(_epochs);
        return new TrainingOptions
        {
            Epochs = epochs,
            BatchSize = arguments.GetValue(_batch),
            Seed = arguments.GetValue(_seed),
            Frozen = [.. arguments.GetValue(_freeze) ?? []],
            Threads = arguments.GetValue(_threads),
            Rule = rule,
            Optimizer = _optimizer.Create(arguments, rule, epochs),
        };
    }

    // Rules by kernels draw their own spikes; what is chosen here measures the trained network.
    private ISpikeSampler? Sampler(ParseResult arguments, LearningRuleOptions rule, NetworkGraph graph, DiagnosticBag diagnostics)
    {
        if (rule is LocalRuleOptions || _sampler.IsGiven(arguments))
            return _sampler.Create(arguments, graph, diagnostics);
        rule.CheckNetwork(graph, diagnostics);
        return diagnostics.HasErrors ? null : BatchedSampler.Fastest(graph);
    }

    // Spikes of different places differ, so a run of one is never resumed by another.
    private string CheckpointPath(ParseResult arguments)
    {
        string place = _device.IsDevice(arguments) ? $"{_device.Backend(arguments).Replace(':', '-')}."
            : _sampler.Name(arguments) == SamplerOptions.Host ? string.Empty : "circuits.";
        return $"{arguments.GetRequiredValue(_output)}.{place}checkpoint";
    }

    // A misspelt name would let the parameter move that was meant to stay.
    private static void CheckFrozen(TrainingOptions options, NetworkGraph graph, DiagnosticBag diagnostics)
    {
        string[] names = [.. graph.Populations.SelectMany(p => p.Neuron.ParameterNames).Distinct()];
        foreach (string frozen in options.Frozen)
        {
            bool isKnown = frozen.EndsWith('*') ? names.Any(n => n.StartsWith(frozen[..^1], StringComparison.Ordinal)) : names.Contains(frozen);
            if (!isKnown)
                diagnostics.Report(CommandLineDiagnostics.UnknownParameter, SourceSpan.None, frozen, NameSuggestion.Clause(frozen, names), string.Join(", ", names));
        }
    }

    // Found out before an hour of training, not after it.
    private static void CheckOutput(string? path, DiagnosticBag diagnostics)
    {
        if (path is null)
            return;
        string full = Path.GetFullPath(path);
        if (Directory.Exists(full))
            diagnostics.Report(CommandLineDiagnostics.InputOutput, SourceSpan.None, $"'{path}' is a folder");
        else if (!Directory.Exists(Path.GetDirectoryName(full)))
            diagnostics.Report(CommandLineDiagnostics.InputOutput, SourceSpan.None, $"there is no folder '{Path.GetDirectoryName(full)}'");
    }

    private void WritePlot(ParseResult arguments, TrainingResult result)
    {
        if (arguments.GetValue(_plot) is { } path)
            TextFile.Write(path, TrainingChart.Of(result.Epochs).ToSvg());
    }
}
