using Newtonsoft.Json.Linq;
using Sqs.Compiler.Diagnostics;
using Sqs.Compiler.Ir;
using Sqs.Compiler.Targets;
using Sqs.Compiler.Targets.Jobs;
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
        Check("rz gates", resources.Gates.GetValueOrDefault("rz"), limits.MaximumRz);
        Check("sx gates", resources.Gates.GetValueOrDefault("sx"), limits.MaximumSx);
        Check("two-qubit gates", resources.TwoQubitGates, limits.MaximumTwoQubitGates);

        // Whether jobs can be made of it; shots alone are no reason, they can be spread.
        context.Job = JobProgram.Of(program, resources, target);
        context.Diagnostics.AddRange(JobPlan.Create([context.Job], shots, target).Diagnostics);
        return program;

        void Check(string what, long count, long limit)
        {
            if (count > limit)
                context.Diagnostics.Report(PassDiagnostics.LimitPassed, SourceSpan.None, count, what, limit, target.Name);
        }
    }
}
