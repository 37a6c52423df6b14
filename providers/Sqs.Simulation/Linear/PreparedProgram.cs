using Sqs.Simulation.Chains;
using Sqs.Simulation.Memory;

namespace Sqs.Simulation.Linear;

/// <summary>A traced program with the way each of its components runs.</summary>
/// <param name="Linear">The traced program.</param>
/// <param name="Components">The components.</param>
/// <param name="OperatorBytes">Bytes taken from the budget for contracted operators; to be given back when the program has run.</param>
internal sealed record PreparedProgram(LinearProgram Linear, IReadOnlyList<PreparedComponent> Components, long OperatorBytes)
{
    /// <summary>Chooses for every component whether it is contracted; contracts nothing yet.</summary>
    /// <param name="linear">The traced program.</param>
    /// <param name="isMixed">Whether states are density matrices.</param>
    /// <param name="mayRunGates">Whether components may run gate by gate.</param>
    /// <param name="budget">Counts the bytes of the operators.</param>
    /// <param name="cancellation">Stops a contraction.</param>
    /// <returns>The program, or null where a component would have to run gate by gate and may not.</returns>
    public static PreparedProgram? Prepare(LinearProgram linear, bool isMixed, bool mayRunGates, MemoryBudget budget, CancellationToken cancellation)
    {
        var components = new List<PreparedComponent>();
        long bytes = 0;
        foreach (Component component in ComponentSplit.Split(linear))
        {
            ChainBuilder? cuts = ChainBuilder.Cut(component, isMixed);
            if (cuts is null && !mayRunGates)
                return null;
            bytes += cuts?.Bytes ?? 0;
            components.Add(new PreparedComponent(component, cuts is null ? null : new Lazy<ChainSegment[]>(() => cuts.Contract(cancellation))));
        }

        budget.ReserveRecords(bytes, "contracted operators");
        return new PreparedProgram(linear, components, bytes);
    }

    /// <summary>A program of gates and then measurements as one component.</summary>
    /// <param name="linear">The traced program.</param>
    /// <returns>The program.</returns>
    public static PreparedProgram StateVector(LinearProgram linear)
    {
        LinearOperation[] operations = [.. linear.Operations.Where(static o => !o.IsMeasurement), .. linear.Operations.Where(static o => o.RecordBit >= 0)];
        return new PreparedProgram(linear, [new PreparedComponent(new Component(operations), null, IsStateVector: true)], 0);
    }
}
