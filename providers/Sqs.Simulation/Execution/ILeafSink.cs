namespace Sqs.Simulation.Execution;

/// <summary>Takes the branches that have reached the end of the program.</summary>
internal interface ILeafSink
{
    /// <summary>Takes one branch.</summary>
    /// <param name="branch">The branch; not kept.</param>
    void Add(Branch branch);
}
