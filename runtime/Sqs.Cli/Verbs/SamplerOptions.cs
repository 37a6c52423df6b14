using System.CommandLine;
using Sqs.Compiler.Diagnostics;
using Sqs.Compiler.Graph;
using Sqs.Compiler.Plans;
using Sqs.Compiler.Targets.Profiles;
using Sqs.Runtime.Execution;
using Sqs.Runtime.Execution.Batched;
using Sqs.Runtime.Runs;
using Sqs.Runtime.Spikes;

namespace Sqs.Cli.Verbs;

/// <summary>The option that says what lets a network spike.</summary>
internal sealed class SamplerOptions
{
    /// <summary>The compiled circuits on the native engine.</summary>
    public const string Circuits = "circuits";

    /// <summary>The neurons' contracted dynamics on the host.</summary>
    public const string Host = "host";

    /// <summary>Kernels in single precision.</summary>
    public const string Batched = "batched";

    private readonly Option<string> _sampler = new("--sampler")
    {
        Description = $"Where spikes come from: {Circuits} (the compiled programs on the native engine), {Host} (the same distribution from contracted neurons; faster, any graph) or {Batched} (in single precision and by vectors; fastest, layered graphs).",
        DefaultValueFactory = _ => Host,
    };

    /// <summary>The option.</summary>
    public Option Option => _sampler;

    /// <summary>Adds the option to a verb.</summary>
    /// <param name="command">The verb.</param>
    public void AddTo(Command command)
    {
        _sampler.AcceptOnlyFromAmong(Host, Circuits, Batched);
        command.Add(_sampler);
    }

    /// <summary>What was chosen.</summary>
    /// <param name="arguments">The parsed command line.</param>
    /// <returns><see cref="Host"/>, <see cref="Circuits"/> or <see cref="Batched"/>.</returns>
    public string Name(ParseResult arguments) => arguments.GetRequiredValue(_sampler);

    /// <summary>Whether the command line says which one.</summary>
    /// <param name="arguments">The parsed command line.</param>
    /// <returns>Whether it does.</returns>
    public bool IsGiven(ParseResult arguments) => arguments.GetResult(_sampler) is { Implicit: false };

    /// <summary>Makes the sampler.</summary>
    /// <param name="arguments">The parsed command line.</param>
    /// <param name="graph">The network.</param>
    /// <param name="diagnostics">Takes why there is none.</param>
    /// <returns>The sampler, or null.</returns>
    public ISpikeSampler? Create(ParseResult arguments, NetworkGraph graph, DiagnosticBag diagnostics)
    {
        switch (Name(arguments))
        {
            case Circuits:
                return CreateCircuits(graph, noise: null, record: null, diagnostics);
            case Batched:
                BatchedSampler.Check(graph, diagnostics);
                return diagnostics.HasErrors ? null : new BatchedSampler();
            default:
                return new KrausSampler();
        }
    }

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

    /// <summary>Makes a sampler that runs a network on one train of input spikes: circuits layer by layer, or one program for a network with cycles or with qubits that go on from layer to layer.</summary>
    /// <param name="graph">The network.</param>
    /// <param name="inputs">The input spikes.</param>
    /// <param name="noise">Noise of the circuits, or null.</param>
    /// <param name="record">Receives the jobs, or null.</param>
    /// <param name="diagnostics">Takes why there is none.</param>
    /// <returns>The sampler, or null.</returns>
    public static ISpikeSampler? CreateRun(NetworkGraph graph, SpikeTensor inputs, NoiseChoice? noise, Action<RunJob>? record, DiagnosticBag diagnostics)
    {
        var layered = new DiagnosticBag();
        if (CreateCircuits(graph, noise, record, layered) is { } circuits)
            return circuits;
        if (layered.Any(d => d.Code != CompileDiagnostics.CyclicForLayers.Code && d.Code != CompileDiagnostics.ContinuedQubits.Code))
        {
            diagnostics.AddRange(layered);
            return null;
        }

        (FusedPlan? plan, DiagnosticBag found) = FusedPlan.Create(graph, TargetProfiles.Native);
        diagnostics.AddRange(found);
        return plan is null ? null : new FusedSampler(plan, inputs, noise, record);
    }
}
