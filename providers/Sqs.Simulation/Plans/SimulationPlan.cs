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
    /// <summary>Estimated cost of a parameter set: at most so many multiplications of complex numbers, loops that hang on outcomes counted once.</summary>
    public double Cost => Components.Sum(static c => c.Cost);

    /// <summary>Bytes of the amplitudes of the widest state of a parameter set.</summary>
    public double StateBytes => Components.Select(static c => c.StateBytes).DefaultIfEmpty().Max();

    /// <summary>The plan for people: one line for the method, one a kind of component, one for the cost.</summary>
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
                $"  {alike.Count()} x {part.Kind.ToString().ToLowerInvariant()}: width {part.Width}, {part.Operations} operations, {part.Measurements} measurements, {part.Steps} contracted steps, at most {part.MostBranches:G4} branches, {part.StateBytes:G4} bytes of state, cost {part.Cost:G4}");
        }

        text.AppendLine();
        text.Append(CultureInfo.InvariantCulture, $"estimated cost: {Cost * Sets:G4} multiplications of complex numbers, {StateBytes:G4} bytes of amplitudes a state");

        return text.ToString();
    }
}
