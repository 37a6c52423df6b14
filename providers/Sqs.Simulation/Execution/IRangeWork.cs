namespace Sqs.Simulation.Execution;

/// <summary>Work on a range of indices; a structure, so that narrow states pay nothing for it.</summary>
internal interface IRangeWork
{
    /// <summary>Works on a range.</summary>
    /// <param name="start">First index.</param>
    /// <param name="end">Index behind the last.</param>
    void Run(int start, int end);
}
