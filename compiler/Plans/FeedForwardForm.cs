namespace Sqs.Compiler.Plans;

/// <summary>How measured spikes turn into rotations while a program runs. All forms mean the same.</summary>
public enum FeedForwardForm
{
    /// <summary>No measured bit decides: the rotation is unconditional.</summary>
    None,

    /// <summary>One conditional rotation a bit. Exact when no current can be negative, since rotations about one axis add up.</summary>
    Additive,

    /// <summary>One conditional a bit pattern, with the rectified angle worked out beforehand; one <c>if</c> and <c>else</c> for a single bit.</summary>
    Table,

    /// <summary>One switch over a register.</summary>
    Switch,
}
