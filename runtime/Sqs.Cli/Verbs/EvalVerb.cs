using System.CommandLine;
using System.Globalization;
using Newtonsoft.Json.Linq;
using Spectre.Console;
using Sqs.Cli.Terminal;
using Sqs.Cli.Verbs.Jobs;
using Sqs.Compiler.Diagnostics;
using Sqs.Compiler.Graph;
using Sqs.Runtime.Data;
using Sqs.Runtime.Execution;
using Sqs.Runtime.Execution.Batched;
using Sqs.Runtime.Execution.Devices;
using Sqs.Runtime.Learning;
using Sqs.Runtime.Learning.Controls;
using Sqs.Runtime.Learning.Evaluation;
using Sqs.Runtime.Models;
using Sqs.Runtime.Reports;

namespace Sqs.Cli.Verbs;

/// <summary><c>sqs eval</c>: measures a model.</summary>
internal sealed class EvalVerb : VerbCommand
{
    private readonly Argument<string> _model = new("MODEL") { Description = "A model (.sqs.json)." };
    private readonly DataOptions _data = new(isRequired: true);
    private readonly SamplerOptions _sampler = new();
    private readonly DeviceOptions _device = new();
    private readonly RunStoreOptions _store = new();
    private readonly Option<int> _shots = new("--shots") { Description = "Shots a sample; their spikes are added up.", DefaultValueFactory = _ => 1 };
    private readonly Option<string> _part = new("--part") { Description = "Part of the data.", DefaultValueFactory = _ => "test" };
    private readonly Option<ulong> _seed = new("--seed") { Description = "Seed of the spikes." };
    private readonly Option<int> _threads = new("--threads") { Description = "Number of threads. Results do not depend on it.", DefaultValueFactory = _ => Environment.ProcessorCount };

    /// <summary>Creates the verb.</summary>
    public EvalVerb()
        : base("eval", "Measures a model: accuracy with its 95 % interval, confusion matrix, controls.", "sqs eval trained.sqs.json --data @dataset.txt --shots 20", "sqs eval trained.sqs.json --data @dataset.txt --backend ibm:ibm_kingston --max-cost 60")
    {
        _part.AcceptOnlyFromAmong("train", "validation", "test");
        _shots.RequirePositive();
        Add(_model);
        _data.AddTo(this);
        _sampler.AddTo(this);
        _device.AddTo(this);
        _store.AddTo(this);
        foreach (Option option in (Option[])[_shots, _part, _seed, _threads])
            Add(option);
    }

    /// <inheritdoc/>
    public override async Task<int> RunAsync(ParseResult arguments, VerbContext context)
    {
        var diagnostics = new DiagnosticBag();
        bool isDevice = _device.IsDevice(arguments);
        OptionRules.RefuseGiven(isDevice ? [_sampler.Option] : [.. _device.ForDevices, .. _store.All], arguments, $"--backend {_device.Backend(arguments)}", diagnostics);
        if (diagnostics.HasErrors)
        {
            context.Report(diagnostics);
            return ExitCode.Usage;
        }

        NetworkGraph? graph = GraphFile.Read(arguments.GetRequiredValue(_model), diagnostics);
        Dataset? data = graph is null ? null : _data.Load(arguments, graph.Steps, diagnostics);
        ISpikeSampler? sampler = graph is null || isDevice ? null : _sampler.Create(arguments, graph, diagnostics);
        DataPart part = Enum.Parse<DataPart>(arguments.GetRequiredValue(_part), ignoreCase: true);
        if (graph is not null && data is not null)
        {
            DataFit.Check(graph, data, diagnostics);
            DataFit.Require(data, part, diagnostics);
        }

        int code = context.Report(diagnostics);
        if (code != ExitCode.Done)
            return code;
        return isDevice
            ? await EvaluateOnDeviceAsync(arguments, context, graph!, data!, part).ConfigureAwait(false)
            : Write(arguments, context, await EvaluateAsync(arguments, context, graph!, data!, part, sampler!).ConfigureAwait(false), data!, part, device: null);
    }

    private Task<EvaluationResult> EvaluateAsync(ParseResult arguments, VerbContext context, NetworkGraph graph, Dataset data, DataPart part, ISpikeSampler sampler) =>
        new Evaluator(sampler, measuresLoss: sampler is not BatchedSampler).EvaluateAsync(
            new BoundNetwork(new NetworkLayout(graph)), data, part, arguments.GetValue(_shots), arguments.GetValue(_seed), arguments.GetValue(_threads), context.Cancellation);

    // Jobs are named by what they are for: an evaluation that was killed goes on with those it had sent.
    private async Task<int> EvaluateOnDeviceAsync(ParseResult arguments, VerbContext context, NetworkGraph graph, Dataset data, DataPart part)
    {
        using OpenJobs jobs = _device.Store.Open(arguments);
        int shots = arguments.GetValue(_shots);
        if (await _device.CompileAsync(arguments, graph, shots, jobs, context).ConfigureAwait(false) is not { } network)
            return ExitCode.Failed;
        int samples = data.Part(part).Count;
        DeviceEstimate estimate = network.Estimate(Math.Min(Evaluator.BatchSize, samples), shots, (samples + Evaluator.BatchSize - 1) / Evaluator.BatchSize, _device.Submission.IsMitigated(arguments));
        if (!await SubmissionOptions.ConfirmAsync(network.Backend, jobs.Service, estimate, _device.Submission.Cost(arguments, context), context).ConfigureAwait(false))
            return ExitCode.Failed;
        string model = arguments.GetRequiredValue(_model);
        string runFile = $"{model}.{network.Backend.Replace(':', '-')}.eval";
        string run = DeviceRunFile.Open(runFile, network.Backend, TimeProvider.System);
        var display = new JobDisplay(context, jobs.Service);
        DeviceSampler sampler;
        EvaluationResult result;
        await using (display.ConfigureAwait(false))
        {
            sampler = _device.Sampler(arguments, network, run, arguments.GetValue(_seed), jobs, display);
            result = await EvaluateAsync(arguments, context, graph, data, part, sampler).ConfigureAwait(false);
        }

        await sampler.Usage.SettleAsync(jobs.Service, context.Cancellation).ConfigureAwait(false);
        var files = new Dictionary<string, byte[]> { [Path.GetFileName(model)] = await File.ReadAllBytesAsync(model, context.Cancellation).ConfigureAwait(false) };
        await _store.SaveAsync(arguments, "evaluation", Path.GetFileName(model), sampler.Usage.JobIds, files, jobs.Service, context).ConfigureAwait(false);
        File.Delete(runFile);
        return Write(arguments, context, result, data, part, sampler.Usage);
    }

    private int Write(ParseResult arguments, VerbContext context, EvaluationResult result, Dataset data, DataPart part, DeviceUsage? device)
    {
        IReadOnlyList<ControlResult> controls = part == DataPart.Test && data.Train.Count > 0 ? ControlMeasurements.WithoutNetwork(data, context.Cancellation) : [];
        if (context.IsJson)
        {
            JObject document = EvaluationDocument.Describe(result);
            document["controls"] = EvaluationDocument.Describe(controls);
            document["shots"] = arguments.GetValue(_shots);
            document["seed"] = arguments.GetValue(_seed);
            if (device is not null)
                document["device"] = TrainingDisplay.Describe(device);
            context.WriteJson(document);
            return ExitCode.Done;
        }

        context.Output.WriteLine(EvaluationDocument.Line($"{part.ToString().ToLowerInvariant()}, {arguments.GetValue(_shots)} shots a sample", result));
        foreach (ControlResult control in controls)
            context.Output.WriteLine(EvaluationDocument.Line($"control {control.Name}", control.Result));
        if (device is not null)
            new TrainingDisplay(context) { Usage = device }.WriteUsage();
        WriteConfusion(result, data, context);
        return ExitCode.Done;
    }

    private static void WriteConfusion(EvaluationResult result, Dataset data, VerbContext context)
    {
        Table table = new Table().Border(TableBorder.Simple).AddColumn("true \\ answer");
        foreach (int label in data.ClassLabels)
            table.AddColumn(new TableColumn(label.ToString(CultureInfo.InvariantCulture)).RightAligned());
        for (int row = 0; row < data.ClassCount; row++)
            table.AddRow([data.ClassLabels[row].ToString(CultureInfo.InvariantCulture), .. result.Confusion[row].Select(n => n.ToString(CultureInfo.InvariantCulture))]);
        context.OutputConsole.Write(table);
    }
}
