using Newtonsoft.Json.Linq;
using Sqs.Simulation.Plans;

namespace Sqs.Runtime.Reports;

/// <summary>The JSON document of how the engine would run a program: <c>sqs run --explain --json</c>.</summary>
public static class PlanDocument
{
    /// <summary>Describes a plan.</summary>
    /// <param name="plan">The plan.</param>
    /// <returns>
    /// The document: <c>plan</c> is the text for people, <c>cost</c> the estimated multiplications of complex numbers of a parameter set, <c>bytes</c> those
    /// of the widest state.
    /// </returns>
    public static JObject Describe(SimulationPlan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        return new JObject
        {
            ["plan"] = plan.ToString(),
            ["method"] = Name(plan.Method),
            ["shots"] = plan.Shots,
            ["sets"] = plan.Sets,
            ["cost"] = plan.Cost,
            ["bytes"] = plan.StateBytes,
            ["parts"] = new JArray(plan.Components.Select(static part => new JObject
            {
                ["kind"] = Name(part.Kind),
                ["width"] = part.Width,
                ["operations"] = part.Operations,
                ["measurements"] = part.Measurements,
                ["steps"] = part.Steps,
                ["branches"] = part.MostBranches,
                ["bytes"] = part.StateBytes,
                ["cost"] = part.Cost,
            })),
        };
    }

    private static string Name<T>(T value)
        where T : struct, Enum => value.ToString().ToLowerInvariant();
}
