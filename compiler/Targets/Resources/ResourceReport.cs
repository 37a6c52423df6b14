using System.Globalization;
using System.Text;
using Newtonsoft.Json.Linq;
using Sqs.Compiler.Passes;
using Sqs.Compiler.Targets.Jobs;

namespace Sqs.Compiler.Targets.Resources;

/// <summary>The resources of a compiled program before and after each pass, and the jobs that run it, as a table and as JSON.</summary>
/// <param name="compiled">The program.</param>
/// <param name="target">What it was compiled for.</param>
public sealed class ResourceReport(CompiledProgram compiled, Target target)
{
    private const int MaximumJobLines = 8;

    /// <summary>The report as JSON with stable keys.</summary>
    /// <returns>
    /// A new object: <c>target</c>, <c>program</c>, <c>source</c> (resources of the program that came in), <c>passes</c> (each with its resources behind
    /// it), <c>result</c> and <c>estimate</c> with its <c>jobs</c>. Durations in seconds, prices in US dollars.
    /// </returns>
    public JObject ToJson() => new()
    {
        ["target"] = target.Name,
        ["program"] = compiled.Program.Name.Text,
        ["source"] = Json(ResourceCount.Of(compiled.Source, target)),
        ["passes"] = new JArray(compiled.Passes.Select(Pass)),
        ["result"] = Json(compiled.Resources),
        ["estimate"] = new JObject
        {
            ["programs"] = compiled.Estimate.Programs,
            ["shots"] = compiled.Estimate.Shots,
            ["executions"] = compiled.Estimate.Executions,
            ["qpu_seconds"] = compiled.Estimate.QpuSeconds,
            ["price_usd"] = new JArray(compiled.Estimate.LeastPrice, compiled.Estimate.MostPrice),
            ["jobs"] = new JArray(compiled.Jobs.Jobs.Select(Job)),
        },
    };

    /// <summary>The report as a table for people: a row a pass that changed the program, with what the program then costs.</summary>
    /// <returns>Lines of text.</returns>
    public string ToTable()
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{"pass",-20} {"qubits",6} {"1q",7} {"2q",6} {"depth",6} {"2q depth",8} {"meas",6} {"reset",6} {"if",5} {"us",10} {"error",7} {"ms",7}\n");
        Row(text, "(source)", ResourceCount.Of(compiled.Source, target), null);
        foreach (PassRecord pass in compiled.Passes.Where(p => p.Changed))
            Row(text, pass.Name, ResourceCount.Of(pass.Program, target), pass.Elapsed);
        JobEstimate estimate = compiled.Estimate;
        text.Append(CultureInfo.InvariantCulture, $"{estimate.Executions} executions in {Jobs(compiled.Jobs.Jobs.Count)}, about {estimate.QpuSeconds:0.##} s of QPU time, {estimate.LeastPrice:0.00} to {estimate.MostPrice:0.00} USD\n");
        for (int i = 0; i < compiled.Jobs.Jobs.Count && compiled.Jobs.Jobs.Count > 1; i++)
        {
            if (i == MaximumJobLines)
            {
                text.Append(CultureInfo.InvariantCulture, $"and {Jobs(compiled.Jobs.Jobs.Count - i)} more\n");
                break;
            }

            PlannedJob job = compiled.Jobs.Jobs[i];
            text.Append(CultureInfo.InvariantCulture, $"job {i + 1}: {job.Load.Programs} programs of {job.Shots} shots, {job.Load.Bytes} bytes, about {job.Load.QpuSeconds:0.##} s\n");
        }

        return text.ToString();
    }

    private static string Jobs(int count) => count == 1 ? "1 job" : string.Create(CultureInfo.InvariantCulture, $"{count} jobs");

    private static void Row(StringBuilder text, string name, ProgramResources r, TimeSpan? elapsed) => text.Append(
        CultureInfo.InvariantCulture,
        $"{name,-20} {r.Qubits,6} {r.OneQubitGates,7} {r.TwoQubitGates,6} {r.Depth,6} {r.TwoQubitDepth,8} {r.Measurements,6} {r.Resets,6} {r.Branches,5} {r.Duration * 1e6,10:0.0} {r.ExpectedError,7:0.0000} {elapsed?.TotalMilliseconds,7:0.0}\n");

    private JObject Pass(PassRecord pass) => new()
    {
        ["name"] = pass.Name,
        ["settings"] = pass.Configuration.DeepClone(),
        ["changed"] = pass.Changed,
        ["milliseconds"] = pass.Elapsed.TotalMilliseconds,
        ["statistics"] = JObject.FromObject(pass.Statistics),
        ["resources"] = Json(ResourceCount.Of(pass.Program, target)),
    };

    private static JObject Job(PlannedJob job) => new()
    {
        ["programs"] = job.Load.Programs,
        ["shots"] = job.Shots,
        ["executions"] = job.Load.Executions,
        ["gates"] = job.Load.Gates,
        ["bytes"] = job.Load.Bytes,
        ["qpu_seconds"] = job.Load.QpuSeconds,
    };

    private static JObject Json(ProgramResources r) => new()
    {
        ["qubits"] = r.Qubits,
        ["bits"] = r.Bits,
        ["inputs"] = r.Inputs,
        ["gates"] = new JObject(r.Gates.OrderBy(g => g.Key, StringComparer.Ordinal).Select(g => new JProperty(g.Key, g.Value))),
        ["one_qubit_gates"] = r.OneQubitGates,
        ["two_qubit_gates"] = r.TwoQubitGates,
        ["measurements"] = r.Measurements,
        ["resets"] = r.Resets,
        ["branches"] = r.Branches,
        ["broadcast_bits"] = r.BroadcastBits,
        ["depth"] = r.Depth,
        ["two_qubit_depth"] = r.TwoQubitDepth,
        ["duration_seconds"] = r.Duration,
        ["expected_error"] = r.ExpectedError,
        ["maximum_weight"] = r.MaximumWeight,
    };
}
