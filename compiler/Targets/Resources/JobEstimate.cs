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
    /// <returns>The estimate.</returns>
    public static JobEstimate Of(ProgramResources resources, Target target, long programs, long shots)
    {
        ArgumentNullException.ThrowIfNull(resources);
        ArgumentNullException.ThrowIfNull(target);
        long executions = checked(programs * shots);
        long perJob = ProgramsPerJob(resources, target.Limits, shots);
        long jobs = (programs + perJob - 1) / perJob;
        CostModel cost = target.Cost;
        double seconds = (jobs * cost.SecondsPerJob) + (executions * (cost.DelayPerExecution + resources.Duration));
        double least = 0;
        double most = 0;
        if (!double.IsNaN(cost.LeastPerSecond))
            (least, most) = (seconds * cost.LeastPerSecond, seconds * cost.MostPerSecond);
        if (!double.IsNaN(cost.PerTwoQubitGate))
        {
            double gates = shots * ((resources.OneQubitGates * cost.PerOneQubitGate) + (resources.TwoQubitGates * cost.PerTwoQubitGate));
            least = programs * Math.Max(gates, cost.MinimumPerProgram);
            most = programs * Math.Max(gates, cost.MinimumPerMitigatedProgram);
        }

        return new JobEstimate(programs, shots, executions, jobs, seconds, least, most);
    }

    /// <summary>How many equal programs fit one job.</summary>
    /// <param name="resources">What one program costs.</param>
    /// <param name="limits">The limits.</param>
    /// <param name="shots">Shots a program.</param>
    /// <returns>At least 1.</returns>
    public static long ProgramsPerJob(ProgramResources resources, TargetLimits limits, long shots)
    {
        ArgumentNullException.ThrowIfNull(resources);
        ArgumentNullException.ThrowIfNull(limits);
        long gates = resources.Gates.Values.Sum();
        long fit = Math.Min(limits.MaximumPrograms, limits.MaximumExecutions / Math.Max(1, shots));
        fit = Math.Min(fit, limits.MaximumGates / Math.Max(1, gates));
        fit = Math.Min(fit, limits.MaximumWeightPerQubit / Math.Max(1, resources.MaximumWeight));
        return Math.Max(1, fit);
    }
}
