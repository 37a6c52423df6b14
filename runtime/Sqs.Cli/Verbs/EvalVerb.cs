using System.CommandLine;
using System.Globalization;
using Newtonsoft.Json.Linq;
using Spectre.Console;
using Sqs.Cli.Terminal;
using Sqs.Compiler.Diagnostics;
using Sqs.Compiler.Graph;
using Sqs.Runtime.Data;
using Sqs.Runtime.Execution;
using Sqs.Runtime.Execution.Batched;
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
    private readonly Option<int> _shots = new("--shots") { Description = "Shots a sample; their spikes are added up.", DefaultValueFactory = _ => 1 };
    private readonly Option<string> _part = new("--part") { Description = "Part of the data.", DefaultValueFactory = _ => "test" };
    private readonly Option<ulong> _seed = new("--seed") { Description = "Seed of the spikes." };
    private readonly Option<int> _threads = new("--threads") { Description = "Number of threads. Results do not depend on it.", DefaultValueFactory = _ => Environment.ProcessorCount };

    /// <summary>Creates the verb.</summary>
    public EvalVerb()
        : base("eval", "Measures a model: accuracy with its 95 % interval, confusion matrix, controls.", "sqs eval trained.sqs.json --data @dataset.txt --shots 20")
    {
        _part.AcceptOnlyFromAmong("train", "validation", "test");
        _shots.RequirePositive();
        Add(_model);
        _data.AddTo(this);
        _sampler.AddTo(this);
        foreach (Option option in (Option[])[_shots, _part, _seed, _threads])
            Add(option);
    }

    /// <inheritdoc/>
    public override async Task<int> RunAsync(ParseResult arguments, VerbContext context)
    {
        var diagnostics = new DiagnosticBag();
        NetworkGraph? graph = GraphFile.Read(arguments.GetRequiredValue(_model), diagnostics);
        Dataset? data = graph is null ? null : _data.Load(arguments, graph.Steps, diagnostics);
        ISpikeSampler? sampler = graph is null ? null : _sampler.Create(arguments, graph, diagnostics);
        DataPart part = Enum.Parse<DataPart>(arguments.GetRequiredValue(_part), ignoreCase: true);
        if (graph is not null && data is not null)
        {
            DataFit.Check(graph, data, diagnostics);
            DataFit.Require(data, part, diagnostics);
        }

        int code = context.Report(diagnostics);
        if (code != ExitCode.Done)
            return code;
        EvaluationResult result = await new Evaluator(sampler!, measuresLoss: sampler is not BatchedSampler).EvaluateAsync(
            new BoundNetwork(new NetworkLayout(graph!)), data!, part, arguments.GetValue(_shots), arguments.GetValue(_seed), arguments.GetValue(_threads), context.Cancellation).ConfigureAwait(false);
        IReadOnlyList<ControlResult> controls = part == DataPart.Test && data!.Train.Count > 0 ? ControlMeasurements.WithoutNetwork(data, context.Cancellation) : [];
        if (context.IsJson)
        {
            JObject document = EvaluationDocument.Describe(result);
            document["controls"] = EvaluationDocument.Describe(controls);
            document["shots"] = arguments.GetValue(_shots);
            document["seed"] = arguments.GetValue(_seed);
            context.WriteJson(document);
            return ExitCode.Done;
        }

        context.Output.WriteLine(EvaluationDocument.Line($"{part.ToString().ToLowerInvariant()}, {arguments.GetValue(_shots)} shots a sample", result));
        foreach (ControlResult control in controls)
            context.Output.WriteLine(EvaluationDocument.Line($"control {control.Name}", control.Result));
        WriteConfusion(result, data!, context);
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
