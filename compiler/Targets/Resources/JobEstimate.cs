using Sqs.Compiler.Targets.Jobs;

namespace Sqs.Compiler.Targets.Resources;

/// <summary>What running programs on a target takes.</summary>
/// <param name="Programs">Number of programs.</param>
/// <param name="Shots">Shots a program.</param>
/// <param name="Executions">Programs times shots.</param>
/// <param name="Jobs">Jobs that the target's limits ask for.</param>
/// <param name="QpuSeconds">Estimated QPU time.</param>
/// <param name="LeastPrice">Least price in US dollars.</param>
/// <param name="MostPrice">Greatest price in US dollars.</param>
public sealed record JobEstimate(long Programs, long Shots, long Executions, long Jobs, double QpuSeconds, double LeastPrice, double MostPrice)
{
    /// <summary>Estimates runs of programs that cost the same.</summary>
    /// <param name="resources">What one program costs.</param>
    /// <param name="target">The target.</param>
    /// <param name="programs">Number of programs, parameter sets counted one by one.</param>
    /// <param name="shots">Shots a program.</param>
    /// <param name="bytes">Bytes a program adds to a request; 0 where the text is not made yet.</param>
    /// <returns>The estimate; with 0 jobs where no splitting keeps the limits.</returns>
    public static JobEstimate Of(ProgramResources resources, Target target, long programs, long shots, long bytes = 0)
    {
        ArgumentNullException.ThrowIfNull(resources);
        return Of([new JobProgram(string.Empty, resources, bytes, programs)], target, shots);
    }

    /// <summary>Estimates runs of programs.</summary>
    /// <param name="programs">The programs.</param>
    /// <param name="target">The target.</param>
    /// <param name="shots">Shots of each.</param>
    /// <returns>The estimate; with 0 jobs where no splitting keeps the limits.</returns>
    public static JobEstimate Of(IReadOnlyList<JobProgram> programs, Target target, long shots)
    {
        ArgumentNullException.ThrowIfNull(programs);
        ArgumentNullException.ThrowIfNull(target);
        (JobPlan? plan, _) = JobPlan.Create(programs, shots, target);
        CostModel cost = target.Cost;
        long copies = programs.Sum(p => p.Copies);
        double seconds = plan?.QpuSeconds ?? programs.Sum(p => p.Copies * shots * p.SecondsPerShot(cost));
        double least = 0;
        double most = 0;
        if (!double.IsNaN(cost.LeastPerSecond))
            (least, most) = (seconds * cost.LeastPerSecond, seconds * cost.MostPerSecond);
        if (!double.IsNaN(cost.PerTwoQubitGate))
        {
            // A program whose shots are spread over jobs is charged in each.
            foreach ((JobProgram program, long count, long each) in plan is null
                ? programs.Select(p => (p, p.Copies, shots))
                : plan.Jobs.SelectMany(job => job.Parts.Select(part => (programs[part.Program], part.Copies, job.Shots))))
            {
                least += count * cost.PriceOf(program.Resources.OneQubitGates, program.Resources.TwoQubitGates, each, isMitigated: false);
                most += count * cost.PriceOf(program.Resources.OneQubitGates, program.Resources.TwoQubitGates, each, isMitigated: true);
            }
        }

        return new JobEstimate(copies, shots, checked(copies * shots), plan?.Jobs.Count ?? 0, seconds, least, most);
    }
}
