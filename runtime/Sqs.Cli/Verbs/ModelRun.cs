using System.CommandLine;
using Newtonsoft.Json.Linq;
using Sqs.Cli.Terminal;
using Sqs.Compiler.Diagnostics;
using Sqs.Compiler.Graph;
using Sqs.Runtime.Execution;
using Sqs.Runtime.Models;
using Sqs.Runtime.Plots;
using Sqs.Runtime.Reports;
using Sqs.Runtime.Runs;
using Sqs.Runtime.Spikes;

namespace Sqs.Cli.Verbs;

/// <summary>The part of <c>sqs run</c> that runs models.</summary>
internal static class ModelRun
{
    /// <summary>Runs a model on one train of input spikes and prints what its neurons did.</summary>
    /// <param name="path">Path of the model.</param>
    /// <param name="arguments">The parsed command line.</param>
    /// <param name="model">What spikes go in.</param>
    /// <param name="raster">Path of a picture of the first shot, or null.</param>
    /// <param name="engine">Options of the engine.</param>
    /// <param name="store">Where the run is kept.</param>
    /// <param name="context">Where to write.</param>
    /// <returns>The exit code.</returns>
    public static async Task<int> RunAsync(
        string path, ParseResult arguments, ModelInputOptions model, string? raster, EngineOptions engine, RunStoreOptions store, VerbContext context)
    {
        var diagnostics = new DiagnosticBag();
        NetworkGraph? graph = GraphFile.Read(path, diagnostics);
        SpikeTensor? spikes = graph is null ? null : model.Spikes(arguments, engine.InputFile(arguments), graph, diagnostics);
        var jobs = new List<RunJob>();
        NoiseChoice? noise = engine.Noise(arguments, diagnostics);
        ISpikeSampler? sampler = spikes is null ? null : SamplerOptions.CreateRun(graph!, spikes, noise, jobs.Add, diagnostics);
        int code = context.Report(diagnostics);
        if (sampler is null || code != ExitCode.Done)
            return code;

        RunSettings settings = engine.Settings(arguments);
        NetworkTrains trains = await NetworkRun.ExecuteAsync(graph!, sampler, spikes!, settings.Shots, settings.Seed, engine.Threads(arguments), context.Cancellation).ConfigureAwait(false);
        string? id = store.Save(arguments, ProgramRun.Record("network", Path.GetFileName(path), jobs), context);
        Write(graph!, trains, NetworkRunDocument.Describe(id, settings, graph!, trains), raster, context);
        return ExitCode.Done;
    }

    /// <summary>Prints what the neurons did.</summary>
    /// <param name="graph">The network.</param>
    /// <param name="trains">The spikes.</param>
    /// <param name="document">The JSON form.</param>
    /// <param name="raster">Path of a picture of the first shot, or null.</param>
    /// <param name="context">Where to write.</param>
    public static void Write(NetworkGraph graph, NetworkTrains trains, JObject document, string? raster, VerbContext context)
    {
        if (raster is not null)
            TextFile.Write(raster, NetworkRaster.Of(graph, trains).ToSvg());
        if (context.IsJson)
            context.WriteJson(document);
        else
            WriteText(graph, trains, context);
    }

    private static void WriteText(NetworkGraph graph, NetworkTrains trains, VerbContext context)
    {
        JObject rates = NetworkRunDocument.SpikeRates(graph, trains);
        context.Output.WriteLine("share of shots with a spike, a row a neuron, a column a step");
        foreach (JProperty population in rates.Properties())
        {
            JArray neurons = (JArray)population.Value;
            for (int neuron = 0; neuron < neurons.Count; neuron++)
            {
                string steps = string.Join(' ', neurons[neuron].Select(rate => FormattableString.Invariant($"{rate.Value<double>(),5:0.00}")));
                context.Output.WriteLine($"{population.Name + "[" + neuron + "]",-16} {steps}");
            }
        }
    }
}
