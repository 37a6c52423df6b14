using Newtonsoft.Json.Linq;
using Sqs.Compiler.Graph;
using Sqs.Compiler.Graph.Document;
using Sqs.Compiler.Graph.Format;
using Sqs.Compiler.Ir;
using Sqs.Compiler.Qasm.Emission;
using Sqs.Providers.Jobs;
using Sqs.Runtime.Spikes;
using Sqs.Simulation;

namespace Sqs.Cli.Verbs.Jobs.Remote;

/// <summary>Makes submissions that stand alone: the service reads none of the user's files.</summary>
internal static class SubmissionDocument
{
    /// <summary>How a job runs.</summary>
    /// <param name="options">The options.</param>
    /// <returns>A submission without a program.</returns>
    public static JObject Of(JobOptions options)
    {
        var submission = new JObject { ["seed"] = (long)(options.Seed & long.MaxValue) };
        if (options.Debiasing)
            submission["debiasing"] = true;
        if (options.DynamicalDecoupling)
            submission["decoupling"] = true;
        if (options.NoiseModel is { } noise)
            submission["noiseModel"] = noise;
        if (options.MaximumQpuTime is { } time)
            submission["maxQpuSeconds"] = time.TotalSeconds;
        if (options.SessionId is { } session)
            submission["session"] = session;
        if (options.IsPrivate)
            submission["private"] = true;
        if (options.IsDryRun)
            submission["dryRun"] = true;
        if (!options.Tags.IsEmpty)
            submission["tags"] = new JArray(options.Tags);
        return submission;
    }

    /// <summary>Adds a program, its includes in it, with values of its inputs.</summary>
    /// <param name="submission">The submission.</param>
    /// <param name="program">The program.</param>
    /// <param name="values">A row a circuit.</param>
    public static void Add(JObject submission, CircuitProgram program, ParameterSets values)
    {
        submission["program"] = QasmEmitter.Emit(program);
        submission["inputs"] = new JArray(Enumerable.Range(0, values.Count).Select(set =>
        {
            double[] row = values[set].ToArray();
            return new JObject(program.Inputs.Select((input, i) => new JProperty(input.Name, row[i])));
        }));
    }

    /// <summary>Adds a model with every number in it, and its input spikes.</summary>
    /// <param name="submission">The submission.</param>
    /// <param name="graph">The model.</param>
    /// <param name="spikes">The spikes, one train.</param>
    public static void Add(JObject submission, NetworkGraph graph, SpikeTensor spikes)
    {
        submission["model"] = JObject.Parse(GraphWriter.ToText(GraphDocument.Of(graph)));
        submission["spikes"] = new JArray(Enumerable.Range(0, spikes.Steps).Select(step => new JArray(Enumerable.Range(0, spikes.Lines).Select(line => spikes.Spike(0, step, line)))));
    }
}
