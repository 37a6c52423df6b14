namespace Sqs.Simulation.Linear;

/// <summary>Recognises programs of gates with all measurements at the end.</summary>
internal static class UnitaryForm
{
    /// <summary>Says why a program is not of that kind.</summary>
    /// <param name="program">The program, traced.</param>
    /// <param name="qubits">Number of its qubits; a reset of a qubit in use makes more wires.</param>
    /// <returns>The reason, or null where it is.</returns>
    public static string? FindObstacle(LinearProgram program, int qubits)
    {
        if (program.WireCount > qubits)
            return "it resets a qubit";
        var measured = new HashSet<int>();
        foreach (LinearOperation operation in program.Operations)
        {
            if (operation.Channel is not null || operation.Misread is not null)
                return "it has noise";
            if (operation.IsMeasurement)
            {
                measured.Add(operation.Wire);
                continue;
            }

            for (int w = 0; w < operation.WireCount; w++)
            {
                if (measured.Contains(operation[w]))
                    return "it goes on after a measurement";
            }
        }

        return null;
    }
}
