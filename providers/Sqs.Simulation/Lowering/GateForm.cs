namespace Sqs.Simulation.Lowering;

/// <summary>What form a matrix has, found from its entries.</summary>
internal enum GateForm
{
    /// <summary>No special form.</summary>
    Dense,

    /// <summary>One nonzero entry a row and column.</summary>
    Monomial,

    /// <summary>Only diagonal entries.</summary>
    Diagonal,
}
