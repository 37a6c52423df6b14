using System.Globalization;
using Newtonsoft.Json.Linq;
using Sqs.Compiler.Diagnostics;
using Sqs.Compiler.Ir;
using Sqs.Compiler.Targets;
using Sqs.Compiler.Targets.Resources;

namespace Sqs.Compiler.Passes;

/// <summary>Compares a program with every limit of a job on the target.</summary>
/// <param name="target">The target.</param>
/// <param name="shots">Shots the program is meant to run.</param>
public sealed class LimitsPass(Target target, long shots) : CircuitPass
{
    /// <inheritdoc/>
    public override string Name => "limits";

    /// <inheritdoc/>
    public override string Purpose => "the program against every published limit of a job";

    /// <inheritdoc/>
    public override JObject Configuration() => new() { ["shots"] = shots };

    /// <inheritdoc/>
    public override CircuitProgram Apply(CircuitProgram program, PassContext context)
    {
        ArgumentNullException.ThrowIfNull(program);
        ArgumentNullException.ThrowIfNull(context);
        ProgramResources resources = ResourceCount.Of(program, target);
        TargetLimits limits = target.Limits;
        Check("shots", shots, limits.MaximumShots);
        Check("executions", shots, limits.MaximumExecutions);
        Check("gates", resources.Gates.Values.Sum(), limits.MaximumGates);
        Check("rz gates", resources.Gates.GetValueOrDefault("rz"), limits.MaximumRz);
        Check("sx gates", resources.Gates.GetValueOrDefault("sx"), limits.MaximumSx);
        Check("two-qubit gates", resources.TwoQubitGates, limits.MaximumTwoQubitGates);
        Check("control instructions on one qubit", resources.MaximumWeight, limits.MaximumWeightPerQubit);
        if (target.FeedForward is { } rules && resources.BroadcastCost > rules.BroadcastBudget)
        {
            long fits = (long)(resources.Branches * rules.BroadcastBudget / resources.BroadcastCost);
            context.Diagnostics.Report(
                PassDiagnostics.BroadcastBudget,
                SourceSpan.None,
                resources.Branches,
                resources.BroadcastBits,
                (resources.BroadcastCost / rules.BroadcastBudget).ToString("P0", CultureInfo.InvariantCulture),
                fits);
        }

        return program;

        void Check(string what, long count, long limit)
        {
            if (count > limit)
                context.Diagnostics.Report(PassDiagnostics.LimitPassed, SourceSpan.None, count, what, limit, target.Name);
        }
    }
}
