using System.Numerics;

namespace Sqs.Simulation.Execution;

/// <summary>Where a for loop stands; its bounds are evaluated once, when it is entered.</summary>
/// <param name="Next">The next value, or the index of the next one in the list of values.</param>
/// <param name="Step">Increment.</param>
/// <param name="Stop">Last value that may be taken.</param>
internal readonly record struct LoopState(BigInteger Next, BigInteger Step, BigInteger Stop)
{
    /// <summary>Whether every value has been taken.</summary>
    public bool IsDone => Step.Sign >= 0 ? Next > Stop : Next < Stop;

    /// <summary>The state after one more value.</summary>
    /// <returns>The state.</returns>
    public LoopState Advance() => this with { Next = Next + Step };
}
