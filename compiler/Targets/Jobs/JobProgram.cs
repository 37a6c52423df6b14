using Sqs.Compiler.Ir;
using Sqs.Compiler.Targets.Forms;
using Sqs.Compiler.Targets.Resources;

namespace Sqs.Compiler.Targets.Jobs;

/// <summary>A program as jobs count it.</summary>
/// <param name="Name">Name in messages.</param>
/// <param name="Resources">What one execution costs.</param>
/// <param name="Bytes">Bytes it adds to a request, its parameter values included.</param>
/// <param name="Copies">How often it stands in the request: once a parameter set.</param>
public sealed record JobProgram(string Name, ProgramResources Resources, long Bytes, long Copies = 1)
{
    /// <summary>Gates, those in branches included; those of the request where its form writes more or fewer.</summary>
    public long Gates { get; init; } = Resources.Gates.Values.Sum();

    /// <summary>Counts a compiled program.</summary>
    /// <param name="program">The program.</param>
    /// <param name="resources">What one execution costs.</param>
    /// <param name="target">What it is compiled for; where requests have no limit, bytes are not counted.</param>
    /// <returns>The program as jobs count it, once.</returns>
    public static JobProgram Of(CircuitProgram program, ProgramResources resources, Target target)
    {
        ArgumentNullException.ThrowIfNull(program);
        ArgumentNullException.ThrowIfNull(target);
        return new JobProgram(program.Name.Text, resources, target.Limits.MaximumBytes == long.MaxValue ? 0 : ProgramText.BytesOf(program, target));
    }

    /// <summary>Seconds of QPU time an execution takes.</summary>
    /// <param name="cost">How executions turn into time.</param>
    /// <returns>The program's length and the pause behind it.</returns>
    public double SecondsPerShot(CostModel cost)
    {
        ArgumentNullException.ThrowIfNull(cost);
        return cost.DelayPerExecution + Resources.Duration;
    }
}
