namespace Sqs.Compiler.Targets;

/// <summary>How a qubit goes back to |0&gt; on a target that has both a reset and branches.</summary>
public enum ResetChoice
{
    /// <summary>
    /// The shorter one by the target's durations. A program without branches keeps its resets, and so does one whose conditionals would pass the budget of a
    /// job: the branches are worth more than the time.
    /// </summary>
    Auto,

    /// <summary>Always <c>reset</c>.</summary>
    Reset,

    /// <summary>Always <c>measure</c> and a conditional <c>x</c>.</summary>
    Conditional,
}
