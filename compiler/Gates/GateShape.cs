namespace Sqs.Compiler.Gates;

/// <summary>What form a gate's matrix has for every angle; simulation and commutation rules use it.</summary>
public enum GateShape
{
    /// <summary>No special form.</summary>
    Dense,

    /// <summary>Only diagonal entries.</summary>
    Diagonal,

    /// <summary>One nonzero entry a row and column.</summary>
    Monomial,
}
