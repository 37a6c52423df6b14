using System.Globalization;
using System.Text;
using Sqs.Compiler.Ir;

namespace Sqs.Simulation.Plans;

/// <summary>How a program would run, for its first parameter set; nothing is simulated to find it.</summary>
/// <param name="Method">The method.</param>
/// <param name="Shots">Shots a parameter set.</param>
/// <param name="Sets">Number of parameter sets.</param>
/// <param name="Components">The independent parts.</param>
public sealed record SimulationPlan(SimulationMethod Method, int Shots, int Sets, EquatableArray<ComponentPlan> Components)
{
    /// <summary>Upper bound of the work of a parameter set: amplitudes times operations times branches, over all parts.</summary>
    public double AmplitudeOperations => Components.Sum(static c => Math.Pow(2, c.Width) * c.Operations * Math.Max(1, c.MostBranches));

    /// <summary>The plan for people: one line for the method, one a kind of component.</summary>
    /// <returns>Lines without a trailing line break.</returns>
    public override string ToString()
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"method {Method.ToString().ToLowerInvariant()}, {Shots} shots, {Sets} parameter sets, {Components.Count} independent parts");
        foreach (IGrouping<ComponentPlan, ComponentPlan> alike in Components.GroupBy(static c => c))
        {
            ComponentPlan part = alike.Key;
            text.AppendLine();
            text.Append(
                CultureInfo.InvariantCulture,
                $"  {alike.Count()} x {part.Kind.ToString().ToLowerInvariant()}: width {part.Width}, {part.Operations} operations, {part.Measurements} measurements, {part.Steps} contracted steps, at most {part.MostBranches:G4} branches, {part.StateBytes:G4} bytes of state");
        }

        return text.ToString();
    }
}
