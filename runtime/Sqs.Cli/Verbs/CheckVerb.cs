using System.CommandLine;
using System.Globalization;
using Newtonsoft.Json.Linq;
using Spectre.Console;
using Sqs.Cli.Terminal;
using Sqs.Compiler.Diagnostics;
using Sqs.Compiler.Graph;
using Sqs.Compiler.Graph.Analysis;
using Sqs.Runtime.Models;
using Sqs.Runtime.Reports;

namespace Sqs.Cli.Verbs;

/// <summary><c>sqs check</c>: says what is wrong with a model, or what is in it.</summary>
internal sealed class CheckVerb : VerbCommand
{
    private readonly Argument<string> _model = new("MODEL") { Description = "A model (.sqs.json)." };
    private readonly Option<string?> _svg = new("--svg") { Description = "SVG file for a picture of the network." };
    private readonly Option<bool> _mermaid = new("--mermaid") { Description = "Print the network as a Mermaid diagram." };

    /// <summary>Creates the verb.</summary>
    public CheckVerb()
        : base("check", "Says what is wrong with a model, or summarises it: neurons, qubits, parameters.", "sqs check model.sqs.json --svg model.svg")
    {
        Add(_model);
        Add(_svg);
        Add(_mermaid);
    }

    /// <inheritdoc/>
    public override Task<int> RunAsync(ParseResult arguments, VerbContext context)
    {
        string path = arguments.GetRequiredValue(_model);
        var diagnostics = new DiagnosticBag();
        NetworkGraph? graph = GraphFile.Read(path, diagnostics);
        if (!context.IsJson)
            context.Report(diagnostics);
        if (graph is not null && arguments.GetValue(_svg) is { } svg)
            TextFile.Write(svg, GraphPicture.ToSvg(graph));
        if (context.IsJson)
        {
            JObject document = DiagnosticDocument.Describe(path, diagnostics);
            document["summary"] = graph is null ? null : GraphSummaryDocument.Describe(GraphSummary.Of(graph));
            context.WriteJson(document);
        }
        else if (graph is not null && arguments.GetValue(_mermaid))
        {
            context.Output.Write(GraphPicture.ToMermaid(graph));
        }
        else if (graph is not null)
        {
            WriteText(graph, context);
        }

        return Task.FromResult(graph is null ? ExitCode.Failed : ExitCode.Done);
    }

    private static void WriteText(NetworkGraph graph, VerbContext context)
    {
        GraphSummary summary = GraphSummary.Of(graph);
        context.Output.WriteLine(FormattableString.Invariant(
            $"{graph.Name}: {graph.Steps} steps, {graph.Inputs.Sum(i => i.Size)} input lines, {summary.Neurons} neurons, {summary.Qubits} qubits, {summary.Weights} weights, {summary.Biases} biases, {summary.Angles} angles"));
        Table table = new Table().Border(TableBorder.Simple).AddColumns("population", "family", "neurons", "channels", "memory qubits", "angles", "fan-in", "layer");
        foreach (PopulationSummary population in summary.Populations)
        {
            int[] figures = [population.Size, population.Channels, population.MemoryQubits, population.Angles, population.FanIn, population.Layer];
            table.AddRow([population.Name, population.Family, .. figures.Select(f => f.ToString(CultureInfo.InvariantCulture))]);
        }

        context.OutputConsole.Write(table);
    }
}
