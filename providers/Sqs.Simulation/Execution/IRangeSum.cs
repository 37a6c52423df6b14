namespace Sqs.Simulation.Execution;

/// <summary>Sums over a range of indices; a structure, so that narrow states pay nothing for it.</summary>
internal interface IRangeSum
{
    /// <summary>Adds what a range gives.</summary>
    /// <param name="start">First index.</param>
    /// <param name="end">Index behind the last.</param>
    /// <param name="sums">Added to.</param>
    void Add(int start, int end, Span<double> sums);
}
