using System.Numerics;
using Sqs.Simulation.Lowering.Instructions;

namespace Sqs.Simulation.Execution;

/// <summary>Where control flow leads.</summary>
internal static class Control
{
    /// <summary>The place a switch jumps to.</summary>
    /// <param name="choice">The switch.</param>
    /// <param name="value">The value of its target.</param>
    /// <returns>Index of an instruction.</returns>
    public static int Target(SwitchInstruction choice, BigInteger value)
    {
        bool fits = value >= long.MinValue && value <= long.MaxValue;
        return fits && choice.Cases.TryGetValue((long)value, out int target) ? target : choice.Default;
    }
}
