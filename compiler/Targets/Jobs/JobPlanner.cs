using System.Globalization;
using Sqs.Compiler.Diagnostics;

namespace Sqs.Compiler.Targets.Jobs;

/// <summary>The work of <see cref="JobPlan.Create"/>: each job takes the next copies until one more would pass a limit.</summary>
internal sealed class JobPlanner(Target target, DiagnosticBag diagnostics)
{
    private static readonly JobLoad Empty = new(0, 0, 0, JobPlan.EnvelopeBytes, 0, 0, 0);

    private readonly TargetLimits _limits = target.Limits;
    private readonly double _budget = target.FeedForward?.BroadcastBudget ?? double.PositiveInfinity;
    private readonly List<PlannedJob> _jobs = [];
    private readonly List<JobPart> _parts = [];
    private JobLoad _load = Empty;
    private long _shots;

    public IReadOnlyList<PlannedJob> Plan(IReadOnlyList<JobProgram> programs, long shots)
    {
        foreach (JobProgram program in programs)
            CheckAlone(program, shots);
        if (diagnostics.HasErrors)
            return [];

        // All programs are spread over the same number of rounds, so that the jobs of a round have one number of shots.
        long most = Math.Min(shots, programs.Select(MostShots).DefaultIfEmpty(shots).Min());
        long rounds = (shots + most - 1) / most;
        if (shots / rounds < _limits.MinimumShots)
        {
            diagnostics.Report(PassDiagnostics.ShotsTooFew, SourceSpan.None, shots, rounds, _limits.MinimumShots, target.Name);
            return [];
        }

        long first = 0;
        for (long round = 0; round < rounds; round++)
        {
            long count = (shots / rounds) + (round < shots % rounds ? 1 : 0);
            for (int i = 0; i < programs.Count; i++)
                Add(programs[i], i, count, first);
            first += count;
        }

        Close();
        return _jobs;
    }

    private void CheckAlone(JobProgram program, long shots)
    {
        Check("gates", program.Gates, _limits.MaximumGates);
        Check("bytes", program.Bytes + JobPlan.EnvelopeBytes, _limits.MaximumBytes);
        Check("control instructions on one qubit", program.Resources.MaximumWeight, _limits.MaximumWeightPerQubit);
        if (program.Resources.BroadcastCost > _budget)
        {
            long fits = (long)(program.Resources.Branches * _budget / program.Resources.BroadcastCost);
            string share = (program.Resources.BroadcastCost / _budget).ToString("P0", CultureInfo.InvariantCulture);
            diagnostics.Report(PassDiagnostics.BroadcastBudget, SourceSpan.None, program.Resources.Branches, program.Resources.BroadcastBits, share, fits);
        }

        double seconds = target.Cost.SecondsPerJob + program.SecondsPerShot(target.Cost);
        if (seconds > _limits.MaximumQpuSeconds)
            diagnostics.Report(PassDiagnostics.ExecutionTooLong, SourceSpan.None, program.Name, seconds, _limits.MaximumQpuSeconds, target.Name);
        if (shots < _limits.MinimumShots)
            diagnostics.Report(PassDiagnostics.ShotsTooFew, SourceSpan.None, shots, 1, _limits.MinimumShots, target.Name);

        void Check(string what, long count, long limit)
        {
            if (count > limit)
                diagnostics.Report(PassDiagnostics.ProgramTooLarge, SourceSpan.None, program.Name, count, what, limit, target.Name);
        }
    }

    // The most shots one copy can have in a job of its own.
    private long MostShots(JobProgram program)
    {
        double seconds = (_limits.MaximumQpuSeconds - target.Cost.SecondsPerJob) / program.SecondsPerShot(target.Cost);
        long byTime = seconds < long.MaxValue ? Math.Max(1, (long)seconds) : long.MaxValue;
        return Math.Min(Math.Min(_limits.MaximumShots, _limits.MaximumExecutions), byTime);
    }

    private void Add(JobProgram program, int index, long shots, long firstShot)
    {
        if (shots != _shots)
            Close();
        _shots = shots;
        for (long copy = 0; copy < program.Copies;)
        {
            long count = Math.Min(program.Copies - copy, Fitting(program, shots));
            if (count <= 0)
            {
                Close();
                continue;
            }

            _parts.Add(new JobPart(index, copy, count, firstShot));
            _load = Plus(_load, program, count, shots);
            copy += count;
        }
    }

    private long Fitting(JobProgram program, long shots)
    {
        long fit = Math.Min(_limits.MaximumPrograms - _load.Programs, (_limits.MaximumExecutions - _load.Executions) / shots);
        fit = Math.Min(fit, Whole(_limits.MaximumGates - _load.Gates, program.Gates));
        fit = Math.Min(fit, Whole(_limits.MaximumBytes - _load.Bytes, program.Bytes));
        fit = Math.Min(fit, Whole(_limits.MaximumWeightPerQubit - _load.Weight, program.Resources.MaximumWeight));
        fit = Math.Min(fit, Whole(_budget - _load.Broadcast, program.Resources.BroadcastCost));
        double time = _limits.MaximumQpuSeconds - target.Cost.SecondsPerJob - (_load.Programs == 0 ? 0 : _load.QpuSeconds - target.Cost.SecondsPerJob);
        long byTime = Whole(time, shots * program.SecondsPerShot(target.Cost));
        return Math.Min(fit, _load.Programs == 0 ? Math.Max(1, byTime) : byTime);
    }

    private static long Whole(double left, double each)
    {
        double count = each <= 0 ? double.PositiveInfinity : Math.Floor(left / each);
        return count < long.MaxValue ? (long)count : long.MaxValue;
    }

    private JobLoad Plus(JobLoad load, JobProgram program, long copies, long shots) => new(
        load.Programs + copies,
        load.Executions + (copies * shots),
        load.Gates + (copies * program.Gates),
        load.Bytes + (copies * program.Bytes),
        load.Weight + (copies * program.Resources.MaximumWeight),
        load.Broadcast + (copies * program.Resources.BroadcastCost),
        (load.Programs == 0 ? target.Cost.SecondsPerJob : load.QpuSeconds) + (copies * shots * program.SecondsPerShot(target.Cost)));

    private void Close()
    {
        if (_parts.Count > 0)
            _jobs.Add(new PlannedJob([.. _parts], _shots, _load));
        _parts.Clear();
        _load = Empty;
    }
}
