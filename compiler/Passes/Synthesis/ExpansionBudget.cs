namespace Sqs.Compiler.Passes.Synthesis;

/// <summary>How much work the definitions of gates may make: each level of a definition may double it.</summary>
/// <param name="cancellation">Stops the work.</param>
internal sealed class ExpansionBudget(CancellationToken cancellation)
{
    /// <summary>Most calls of defined gates, and gates in their bodies, a program may expand to.</summary>
    public const int Maximum = 5_000_000;

    private int _used;

    /// <summary>Whether there was more work than allowed.</summary>
    public bool IsSpent => _used > Maximum;

    /// <summary>Takes a unit of work.</summary>
    /// <returns>Whether this one was the first too many.</returns>
    /// <exception cref="OperationCanceledException">The work was stopped.</exception>
    public bool Overruns()
    {
        cancellation.ThrowIfCancellationRequested();
        if (IsSpent)
            return false;
        _used++;
        return IsSpent;
    }
}
