using Sqs.Compiler.Diagnostics;
using Sqs.Compiler.Targets;
using Sqs.Runtime.Execution;
using Sqs.Runtime.Jobs;
using Sqs.Runtime.Runs;
using Sqs.Simulation.Noise;

namespace Sqs.Runtime.Replay;

/// <summary>The noise of a replay: that of the device on the day of the run, or another of the user's choice.</summary>
public sealed class ReplayNoise
{
    /// <summary>The word for the device of the day.</summary>
    public const string Snapshot = "snapshot";

    private readonly Dictionary<string, Target>? _devices;
    private readonly NoiseChoice? _choice;

    private ReplayNoise(Dictionary<string, Target>? devices, NoiseChoice? choice)
    {
        _devices = devices;
        _choice = choice;
    }

    /// <summary>Reads a choice.</summary>
    /// <param name="text"><c>snapshot</c>, or as <see cref="NoiseChoice.Read"/> takes it.</param>
    /// <param name="run">The run.</param>
    /// <param name="providers">Make targets of recorded devices.</param>
    /// <param name="diagnostics">Takes what is wrong.</param>
    /// <returns>The noise, or null after an error.</returns>
    public static ReplayNoise? Read(string text, RunRecord run, ProviderCatalog providers, DiagnosticBag diagnostics)
    {
        ArgumentNullException.ThrowIfNull(run);
        ArgumentNullException.ThrowIfNull(providers);
        ArgumentNullException.ThrowIfNull(diagnostics);
        if (text != Snapshot)
        {
            NoiseChoice? choice = NoiseChoice.Read(text, diagnostics);
            return diagnostics.HasErrors ? null : new ReplayNoise(null, choice);
        }

        if (run.DeviceJobs.Count == 0)
        {
            diagnostics.Report(RunDiagnostics.NoSnapshot, SourceSpan.None, run.Id, run.Backend);
            return null;
        }

        return new ReplayNoise(run.DeviceJobs.ToDictionary(j => j.Id, j => providers.TargetOf(j.Device), StringComparer.Ordinal), null);
    }

    /// <summary>The noise of a job.</summary>
    /// <param name="job">The job.</param>
    /// <returns>The model, or null for none.</returns>
    public NoiseModel? For(RunJob job)
    {
        ArgumentNullException.ThrowIfNull(job);
        return _devices is null ? _choice?.For(job.Program) : NoiseModel.FromTarget(_devices[job.Device!.Job], job.Program.QubitCount);
    }
}
