using System.CommandLine;
using Sqs.Compiler.Diagnostics;
using Sqs.Compiler.Graph;
using Sqs.Compiler.Plans;
using Sqs.Runtime.Execution;
using Sqs.Runtime.Runs;

namespace Sqs.Cli.Verbs;

/// <summary>The option that says what lets a network spike.</summary>
internal sealed class SamplerOptions
{
    /// <summary>The compiled circuits on the native engine.</summary>
    public const string Circuits = "circuits";

    /// <summary>The neurons' contracted dynamics on the host.</summary>
    public const string Host = "host";

    private readonly Option<string> _sampler = new("--sampler")
    {
        Description = $"Where spikes come from: {Circuits} (the compiled programs on the native engine) or {Host} (the same distribution from contracted neurons; faster, any graph).",
        DefaultValueFactory = _ => Host,
    };

    /// <summary>Adds the option to a verb.</summary>
    /// <param name="command">The verb.</param>
    public void AddTo(Command command)
    {
        _sampler.AcceptOnlyFromAmong(Host, Circuits);
        command.Add(_sampler);
    }

    /// <summary>What was chosen.</summary>
    /// <param name="arguments">The parsed command line.</param>
    /// <returns><see cref="Host"/> or <see cref="Circuits"/>.</returns>
    public string Name(ParseResult arguments) => arguments.GetRequiredValue(_sampler);

    /// <summary>Makes the sampler.</summary>
    /// <param name="arguments">The parsed command line.</param>
    /// <param name="graph">The network.</param>
    /// <param name="diagnostics">Takes why there is none.</param>
    /// <returns>The sampler, or null.</returns>
    public ISpikeSampler? Create(ParseResult arguments, NetworkGraph graph, DiagnosticBag diagnostics) =>
        Name(arguments) == Host ? new KrausSampler() : CreateCircuits(graph, noise: null, record: null, diagnostics);

    /// <summary>Makes a sampler that runs circuits.</summary>
    /// <param name="graph">The network.</param>
    /// <param name="noise">Noise of the circuits, or null.</param>
    /// <param name="record">Receives the jobs, or null.</param>
    /// <param name="diagnostics">Takes why there is none.</param>
    /// <returns>The sampler, or null.</returns>
    public static CircuitSampler? CreateCircuits(NetworkGraph graph, NoiseChoice? noise, Action<RunJob>? record, DiagnosticBag diagnostics)
    {
        (LayeredPlan? plan, DiagnosticBag found) = LayeredPlan.Create(graph, new LayeredPlanOptions { Parameters = ParameterBinding.Inputs });
        diagnostics.AddRange(found);
        return plan is null ? null : new CircuitSampler(plan, noise, record);
    }
}
