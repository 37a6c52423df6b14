using Sqs.Simulation.Lowering.Instructions;

namespace Sqs.Simulation.Lowering;

/// <summary>Recognises programs of gates with all measurements at the end.</summary>
internal static class UnitaryProgram
{
    /// <summary>Says why a program is not of that kind.</summary>
    /// <param name="program">The program.</param>
    /// <returns>The reason, or null where it is.</returns>
    public static string? FindObstacle(LoweredProgram program)
    {
        bool measured = false;
        foreach (Instruction instruction in program.Instructions)
        {
            switch (instruction)
            {
                case MeasureInstruction:
                    measured = true;
                    break;
                case UnitaryInstruction when measured:
                    return "it goes on after a measurement";
                case UnitaryInstruction:
                    break;
                case ChannelInstruction or MisreadInstruction:
                    return "it has noise";
                case ResetInstruction:
                    return "it resets a qubit";
                default:
                    return "it has classical control";
            }
        }

        return null;
    }
}
