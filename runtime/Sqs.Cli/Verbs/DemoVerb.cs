using System.CommandLine;
using System.Text;
using Newtonsoft.Json.Linq;
using Sqs.Cli.Templates;
using Sqs.Cli.Terminal;
using Sqs.Compiler.Diagnostics;
using Sqs.Compiler.Graph;
using Sqs.Compiler.Graph.Format;
using Sqs.Compiler.Ir;
using Sqs.Compiler.Plans;
using Sqs.Compiler.Qasm.Emission;
using Sqs.Runtime.Data;
using Sqs.Runtime.Execution;
using Sqs.Runtime.Learning;
using Sqs.Runtime.Learning.Evaluation;
using Sqs.Runtime.Models;
using Sqs.Runtime.Plots;
using Sqs.Runtime.Replay;
using Sqs.Runtime.Reports;
using Sqs.Runtime.Runs;
using Sqs.Runtime.Spikes;

namespace Sqs.Cli.Verbs;

/// <summary><c>sqs demo</c>: the whole way from a graph to a replayed run, on pictures that need no files.</summary>
internal sealed class DemoVerb : VerbCommand
{
    private const string Template = "glyphs";
    private const int Shots = 200;
    private const int ListingLines = 28;

    private readonly Option<string> _folder = new("--output", "-o") { Description = "Folder for what the demo makes.", DefaultValueFactory = _ => Path.Combine(".sqs", "demo") };
    private readonly RunStoreOptions _store = new();

    /// <summary>Creates the verb.</summary>
    public DemoVerb()
        : base("demo", "Trains a small network through its circuits, shows its OpenQASM, runs it and replays the run bit for bit.", "sqs demo", "sqs demo -o tour --json")
    {
        Add(_folder);
        _store.AddReadingTo(this);
    }

    /// <inheritdoc/>
    public override async Task<int> RunAsync(ParseResult arguments, VerbContext context)
    {
        string folder = arguments.GetRequiredValue(_folder);
        Directory.CreateDirectory(folder);
        var diagnostics = new DiagnosticBag();
        NetworkGraph? graph = GraphFile.Parse(TemplateText("model.sqs.json"), "model.sqs.json", diagnostics);
        Dataset? data = graph is null || DatasetSpecParser.Parse(TemplateText("dataset.txt").Trim(), diagnostics) is not { } spec
            ? null
            : DatasetLoader.Load(spec, graph.Steps, diagnostics);
        CircuitSampler? sampler = data is null ? null : SamplerOptions.CreateCircuits(graph!, noise: null, record: null, diagnostics);
        if (sampler is null)
            return context.Report(diagnostics);

        context.Remark($"1. train: {graph!.Name}, {data!.Train.Count} pictures, every spike from the compiled circuits on the native engine");
        TrainingResult? trained = await new TrainingDisplay(context).ShowAsync(progress => new Trainer(sampler).TrainAsync(
            graph, data, new TrainingOptions { Epochs = 8, BatchSize = 20 }, checkpointPath: null, progress, diagnostics, context.Cancellation)).ConfigureAwait(false);
        if (trained is null || context.Report(diagnostics) != ExitCode.Done)
            return ExitCode.Failed;
        context.Cancellation.ThrowIfCancellationRequested();
        EvaluationResult test = await new Evaluator(sampler).EvaluateAsync(
            new BoundNetwork(new NetworkLayout(trained.Graph)), data, DataPart.Test, shots: 5, seed: 1, Environment.ProcessorCount, context.Cancellation).ConfigureAwait(false);
        string model = Path.Combine(folder, "trained.sqs.json");
        context.Report(GraphWriter.Write(trained.Graph, model));
        TextFile.Write(Path.Combine(folder, "training.svg"), TrainingChart.Of(trained.Epochs).ToSvg());
        if (!context.IsJson)
            context.Output.WriteLine(EvaluationDocument.Line("held-out pictures, 5 shots each", test));

        List<string> programs = Compile(trained.Graph, folder, context);
        (RunRecord run, bool isIdentical) = await RunAndReplayAsync(arguments, trained.Graph, data, folder, context).ConfigureAwait(false);
        if (context.IsJson)
        {
            JObject document = EvaluationDocument.Describe(test);
            document["model"] = model;
            document["programs"] = new JArray(programs);
            document["run"] = run.Id;
            document["identical"] = isIdentical;
            context.WriteJson(document);
        }

        return isIdentical ? ExitCode.Done : ExitCode.Failed;
    }

    private static List<string> Compile(NetworkGraph graph, string folder, VerbContext context)
    {
        (LayeredPlan? plan, _) = LayeredPlan.Create(graph);
        var files = new List<string>();
        foreach (PlanLayer layer in plan!.Layers)
        {
            CircuitProgram program = layer.Circuits[0].Program;
            string text = QasmEmitter.Emit(program);
            string file = Path.Combine(folder, $"{files.Count}-{string.Join('+', layer.Populations)}.qasm");
            TextFile.Write(file, text);
            files.Add(file);
            context.Remark($"2. compile: {file}, {program.QubitCount} qubits, {program.BitCount} bits, {program.Inputs.Count} inputs");
            if (context.IsJson || layer != plan.Layers[^1])
                continue;
            foreach (string line in text.Split('\n').Take(ListingLines))
                context.Output.WriteLine($"   {line}");
            context.Output.WriteLine("   ...");
        }

        return files;
    }

    private async Task<(RunRecord Run, bool IsIdentical)> RunAndReplayAsync(
        ParseResult arguments, NetworkGraph graph, Dataset data, string folder, VerbContext context)
    {
        var spikes = new SpikeTensor(1, graph.Steps, data.Lines);
        data.Encode(DataPart.Test, [0], epoch: 0, spikes);
        var jobs = new List<RunJob>();
        CircuitSampler sampler = SamplerOptions.CreateCircuits(graph, noise: null, jobs.Add, [])!;
        NetworkTrains trains = await NetworkRun.ExecuteAsync(graph, sampler, spikes, Shots, seed: 7, Environment.ProcessorCount, context.Cancellation).ConfigureAwait(false);
        TextFile.Write(Path.Combine(folder, "spikes.svg"), NetworkRaster.Of(graph, trains).ToSvg());
        RunStore store = _store.Open(arguments);
        RunRecord run = ProgramRun.Record("network", graph.Name, jobs);
        store.Save(run, context.Cancellation);
        context.Remark($"3. run: picture 0 of class {data.ClassLabels[data.Test.Labels[0]]}, {Shots} shots, recorded as {run.Id}");

        // From disk, as a replay months later would be.
        var diagnostics = new DiagnosticBag();
        RunRecord recorded = store.Open(run.Id, diagnostics) ?? throw new DiagnosticException([.. diagnostics]);
        JobReplay[] replays = [.. recorded.Jobs.Select(job => NativeReplay.Replay(job, threads: 0, context.Cancellation))];
        bool isIdentical = replays.All(r => r.IsIdentical);
        if (!context.IsJson)
        {
            long records = recorded.Jobs.Sum(job => job.Results.Sum(result => (long)result.Words.Length));
            context.Output.WriteLine(isIdentical
                ? $"replay of run {run.Id}: identical, bit for bit, in all {records} measured records"
                : $"replay of run {run.Id}: DIFFERENT: {replays.First(r => !r.IsIdentical).Difference}");
        }

        return (run, isIdentical);
    }

    private static string TemplateText(string name) =>
        Encoding.UTF8.GetString(ModelTemplates.Files(Template).First(f => f.Name == name).Content);
}
