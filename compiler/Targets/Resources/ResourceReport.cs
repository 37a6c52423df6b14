using System.Globalization;
using System.Text;
using Newtonsoft.Json.Linq;
using Sqs.Compiler.Passes;

namespace Sqs.Compiler.Targets.Resources;

/// <summary>The resources of a compiled program before and after each pass, as a table and as JSON.</summary>
/// <param name="compiled">The program.</param>
/// <param name="target">What it was compiled for.</param>
public sealed class ResourceReport(CompiledProgram compiled, Target target)
{
    /// <summary>The report as JSON with stable keys.</summary>
    /// <returns>A new object.</returns>
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
            ["jobs"] = compiled.Estimate.Jobs,
            ["qpuSeconds"] = compiled.Estimate.QpuSeconds,
            ["priceUsd"] = new JArray(compiled.Estimate.LeastPrice, compiled.Estimate.MostPrice),
        },
    };

    /// <summary>The report as a table for people.</summary>
    /// <returns>Lines of text.</returns>
    public string ToTable()
    {
        var text = new StringBuilder();
        text.AppendLine(CultureInfo.InvariantCulture, $"{"pass",-20} {"qubits",7} {"1q",8} {"2q",8} {"depth",7} {"meas",6} {"reset",6} {"if",6} {"duration",11} {"error",8} {"ms",8}");
        Row(text, "(source)", ResourceCount.Of(compiled.Source, target), null);
        foreach (PassRecord pass in compiled.Passes.Where(p => p.Changed))
            Row(text, pass.Name, ResourceCount.Of(pass.Program, target), pass.Elapsed);
        JobEstimate estimate = compiled.Estimate;
        text.AppendLine(CultureInfo.InvariantCulture, $"{estimate.Executions} executions in {estimate.Jobs} jobs, about {estimate.QpuSeconds:0.##} s of QPU time, {estimate.LeastPrice:0.00} to {estimate.MostPrice:0.00} USD");
        return text.ToString();
    }

    private static void Row(StringBuilder text, string name, ProgramResources r, TimeSpan? elapsed) => text.AppendLine(
        CultureInfo.InvariantCulture,
        $"{name,-20} {r.Qubits,7} {r.OneQubitGates,8} {r.TwoQubitGates,8} {r.Depth,7} {r.Measurements,6} {r.Resets,6} {r.Branches,6} {r.Duration * 1e6,8:0.0} us {r.ExpectedError,8:0.0000} {elapsed?.TotalMilliseconds,8:0.0}");

    private JObject Pass(PassRecord pass) => new()
    {
        ["name"] = pass.Name,
        ["settings"] = pass.Configuration.DeepClone(),
        ["changed"] = pass.Changed,
        ["milliseconds"] = pass.Elapsed.TotalMilliseconds,
        ["statistics"] = JObject.FromObject(pass.Statistics),
        ["resources"] = Json(ResourceCount.Of(pass.Program, target)),
    };

    private static JObject Json(ProgramResources r) => new()
    {
        ["qubits"] = r.Qubits,
        ["bits"] = r.Bits,
        ["inputs"] = r.Inputs,
        ["gates"] = JObject.FromObject(r.Gates),
        ["oneQubitGates"] = r.OneQubitGates,
        ["twoQubitGates"] = r.TwoQubitGates,
        ["measurements"] = r.Measurements,
        ["resets"] = r.Resets,
        ["branches"] = r.Branches,
        ["broadcastBits"] = r.BroadcastBits,
        ["depth"] = r.Depth,
        ["twoQubitDepth"] = r.TwoQubitDepth,
        ["durationSeconds"] = r.Duration,
        ["expectedError"] = r.ExpectedError,
        ["maximumWeight"] = r.MaximumWeight,
    };
}
