using System.Reflection;
using Sqs.Compiler.Ir;
using Sqs.Runtime.Replay;
using Sqs.Runtime.Runs;
using Sqs.Simulation;
using Sqs.Simulation.Results;

namespace Sqs.Runtime.Execution;

/// <summary>Runs one program on the native engine and describes the run so that it can be kept and replayed.</summary>
public static class ProgramRun
{
    /// <summary>Name of the native backend in records and documents.</summary>
    public const string NativeBackend = "native";

    /// <summary>The version of this software, with the commit where it is known.</summary>
    public static string SoftwareVersion { get; } =
        $"sqs {typeof(ProgramRun).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion}";

    /// <summary>Runs a program.</summary>
    /// <param name="program">The program.</param>
    /// <param name="title">What it is, for people.</param>
    /// <param name="settings">Shots, seed and method.</param>
    /// <param name="parameters">Values of the inputs.</param>
    /// <param name="limits">Threads, memory and progress; what decides the outcome is taken from the other arguments.</param>
    /// <param name="cancellation">Stops the run.</param>
    /// <returns>The result, and the record of the run.</returns>
    /// <exception cref="Sqs.Compiler.Diagnostics.DiagnosticException">The engine refuses the program.</exception>
    public static (SimulationResult Result, RunRecord Record) Execute(
        CircuitProgram program,
        string title,
        RunSettings settings,
        ParameterSets parameters,
        SimulationRequest limits,
        CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(limits);
        SimulationRequest request = NativeReplay.RequestFor(settings, parameters) with
        {
            Threads = limits.Threads,
            MemoryLimit = limits.MemoryLimit,
            LoopLimit = limits.LoopLimit,
            Progress = limits.Progress,
        };
        SimulationResult result = Simulator.Run(program, request, cancellation);
        var job = new RunJob(title, program, settings, parameters, [.. result.Sets.Select(RecordedSet.Of)]);
        return (result, Record("program", title, [job]));
    }

    /// <summary>Describes finished jobs as a run of this software, now, on the native backend.</summary>
    /// <param name="kind">Kind of work, see <see cref="RunRecord.Kind"/>.</param>
    /// <param name="title">What ran, for people.</param>
    /// <param name="jobs">The jobs.</param>
    /// <returns>The record; figures and attachments may be added.</returns>
    public static RunRecord Record(string kind, string title, IReadOnlyList<RunJob> jobs)
    {
        DateTimeOffset now = DateTimeOffset.UtcNow;
        return new RunRecord
        {
            Id = RunRecord.NewId(now),
            Created = now,
            Kind = kind,
            Title = title,
            Backend = NativeBackend,
            Software = SoftwareVersion,
            Jobs = jobs,
        };
    }
}
