namespace Sqs.Compiler.Ir.Operations;

/// <summary>One statement of a circuit program. Operations are immutable and compare by structure, origins left out.</summary>
public abstract record Operation
{
    /// <summary>Where the operation comes from, or null; no part of equality.</summary>
    public Origin? Origin { get; init; }

    /// <summary>Structural equality; the origin does not count.</summary>
    /// <param name="other">The other operation.</param>
    /// <returns>Whether both are of one kind; derived records add their members.</returns>
    public virtual bool Equals(Operation? other) => other is not null && EqualityContract == other.EqualityContract;

    /// <inheritdoc/>
    public override int GetHashCode() => EqualityContract.GetHashCode();
}
