using Sqs.Compiler.Diagnostics;
using Sqs.Compiler.Ir;

namespace Sqs.Compiler.Targets.Jobs;

/// <summary>
/// How programs and their shots are spread over jobs so that each job keeps every published limit of the target: programs, shots, executions, gates,
/// bytes, control instructions, conditionals and QPU seconds. Programs and parameter sets keep their order. Shots are spread only where a limit asks for
/// it, evenly, and every job has one number of shots.
/// </summary>
/// <param name="Jobs">The jobs in the order they are sent.</param>
public sealed record JobPlan(EquatableArray<PlannedJob> Jobs)
{
    /// <summary>Bytes of a request beside its programs: names, options, our key. A planning figure above what the adapters send.</summary>
    public const long EnvelopeBytes = 4096;

    /// <summary>QPU time of all jobs, seconds.</summary>
    public double QpuSeconds => Jobs.Sum(j => j.Load.QpuSeconds);

    /// <summary>Plans jobs.</summary>
    /// <param name="programs">The programs.</param>
    /// <param name="shots">Shots of each.</param>
    /// <param name="target">Gives limits and times.</param>
    /// <returns>The plan, or null with what passes a limit that no splitting can keep, in numbers.</returns>
    public static (JobPlan? Plan, DiagnosticBag Diagnostics) Create(IReadOnlyList<JobProgram> programs, long shots, Target target)
    {
        ArgumentNullException.ThrowIfNull(programs);
        ArgumentNullException.ThrowIfNull(target);
        ArgumentOutOfRangeException.ThrowIfLessThan(shots, 1);
        var diagnostics = new DiagnosticBag();
        var planner = new JobPlanner(target, diagnostics);
        IReadOnlyList<PlannedJob> jobs = planner.Plan(programs, shots);
        return diagnostics.HasErrors ? (null, diagnostics) : (new JobPlan([.. jobs]), diagnostics);
    }
}
