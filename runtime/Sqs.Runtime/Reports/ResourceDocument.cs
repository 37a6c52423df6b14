using Newtonsoft.Json.Linq;
using Sqs.Compiler.Targets;

namespace Sqs.Runtime.Reports;

/// <summary>The JSON form of what a compiled program costs.</summary>
public static class ResourceDocument
{
    /// <summary>Describes a program.</summary>
    /// <param name="program">The program.</param>
    /// <returns>Counts, duration in seconds, and the estimate of running it.</returns>
    public static JObject Describe(CompiledProgram program)
    {
        ArgumentNullException.ThrowIfNull(program);
        return new JObject
        {
            ["qubits"] = program.Resources.Qubits,
            ["bits"] = program.Resources.Bits,
            ["gates"] = new JObject(program.Resources.Gates.OrderBy(g => g.Key, StringComparer.Ordinal).Select(g => new JProperty(g.Key, g.Value))),
            ["one_qubit_gates"] = program.Resources.OneQubitGates,
            ["two_qubit_gates"] = program.Resources.TwoQubitGates,
            ["measurements"] = program.Resources.Measurements,
            ["resets"] = program.Resources.Resets,
            ["branches"] = program.Resources.Branches,
            ["depth"] = program.Resources.Depth,
            ["two_qubit_depth"] = program.Resources.TwoQubitDepth,
            ["duration_seconds"] = program.Resources.Duration,
            ["expected_error"] = program.Resources.ExpectedError,
            ["jobs"] = program.Estimate.Jobs,
            ["executions"] = program.Estimate.Executions,
            ["qpu_seconds"] = program.Estimate.QpuSeconds,
            ["price_usd"] = new JArray(program.Estimate.LeastPrice, program.Estimate.MostPrice),
            ["passes"] = new JArray(program.Passes.Select(p => new JObject { ["name"] = p.Name, ["settings"] = p.Configuration, ["changed"] = p.Changed })),
        };
    }
}
