namespace Sqs.Simulation.Execution;

/// <summary>Takes the branches that have reached the end of the program.</summary>
internal interface ILeafSink
{
    /// <summary>Takes one branch.</summary>
    /// <param name="branch">The branch; not kept.</param>
    void Add(Branch branch);

    /// <summary>An empty sink of the same kind for another thread.</summary>
    /// <returns>The sink.</returns>
    ILeafSink CreatePart();

    /// <summary>Takes all that a part has taken, behind what is here.</summary>
    /// <param name="part">A sink of <see cref="CreatePart"/>, not used any more.</param>
    void Add(ILeafSink part);
}
