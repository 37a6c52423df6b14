using Sqs.Compiler.Diagnostics;
using Sqs.Compiler.Targets;
using Sqs.Compiler.Targets.Jobs;
using Sqs.Providers.Errors;

namespace Sqs.Providers.Jobs;

/// <summary>Spreads circuits over jobs so that each keeps every limit of the target, by the compiler's <see cref="JobPlan"/>: the plan that a report shows is the one that is sent.</summary>
public static class JobSplitter
{
    /// <summary>Spreads circuits over jobs. They keep their order; a job holds circuits of equal shots.</summary>
    /// <param name="circuits">The circuits as jobs count them, each once.</param>
    /// <param name="shots">Shots of each.</param>
    /// <param name="target">The target.</param>
    /// <returns>The circuits of each job, first index and count; or what passes a limit that no splitting keeps.</returns>
    public static Outcome<IReadOnlyList<(int First, int Count)>> Split(IReadOnlyList<JobProgram> circuits, IReadOnlyList<int> shots, Target target)
    {
        ArgumentNullException.ThrowIfNull(circuits);
        ArgumentNullException.ThrowIfNull(shots);
        ArgumentNullException.ThrowIfNull(target);
        var jobs = new List<(int First, int Count)>();
        for (int first = 0, next; first < circuits.Count; first = next)
        {
            for (next = first + 1; next < circuits.Count && shots[next] == shots[first];)
                next++;
            (JobPlan? plan, DiagnosticBag diagnostics) = JobPlan.Create([.. circuits.Skip(first).Take(next - first)], shots[first], target);
            if (plan is null)
                return ProgramCheck.Refused(ProgramCheck.Sum(diagnostics));
            foreach (PlannedJob job in plan.Jobs)
            {
                // Shots of one circuit stay in one job: a result is the record of one run.
                if (job.Shots != shots[first])
                    return ProgramCheck.Refused($"{shots[first]} shots of '{circuits[first + job.Parts[0].Program].Name}' take more than one job of {target.Name}; ask for {job.Shots} or fewer");
                jobs.Add((first + job.Parts[0].Program, job.Parts.Count));
            }
        }

        return jobs;
    }
}
