namespace Sqs.Compiler.Targets;

/// <summary>What a target can do with measured bits while the program runs.</summary>
public sealed record FeedForward
{
    /// <summary>The most bits one condition may read.</summary>
    public int MaximumConditionBits { get; init; } = int.MaxValue;

    /// <summary>Whether conditions may be any expression; else only <c>b</c>, <c>!b</c> and <c>register == constant</c>.</summary>
    public bool AnyCondition { get; init; }

    /// <summary>Whether a branch may hold branches.</summary>
    public bool Nested { get; init; }

    /// <summary>Whether there is <c>switch</c>.</summary>
    public bool Switch { get; init; }

    /// <summary>Whether a branch may measure.</summary>
    public bool MeasureInBranch { get; init; }

    /// <summary>Whether a branch may reset.</summary>
    public bool ResetInBranch { get; init; }

    /// <summary>
    /// Cost of sending bits to the control system once, whatever their number. With <see cref="BroadcastCostPerBit"/> and
    /// <see cref="BroadcastBudget"/> this is the line through the two points IBM publishes: about 2400 conditionals of one bit a job, about 300 of 60 bits.
    /// </summary>
    public double BroadcastCost { get; init; }

    /// <summary>Further cost for each bit sent.</summary>
    public double BroadcastCostPerBit { get; init; }

    /// <summary>The cost a job may have; infinite where nothing limits it.</summary>
    public double BroadcastBudget { get; init; } = double.PositiveInfinity;

    /// <summary>Time from a measured bit to the branch that reads it, seconds: a planning figure, vendors publish none.</summary>
    public double Latency { get; init; }

    /// <summary>The cost of one broadcast.</summary>
    /// <param name="bits">Number of bits.</param>
    /// <returns>The cost in the budget's unit.</returns>
    public double CostOf(int bits) => BroadcastCost + (BroadcastCostPerBit * bits);
}
