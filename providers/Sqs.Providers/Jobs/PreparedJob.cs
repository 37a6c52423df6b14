using Sqs.Compiler.Ir;
using Sqs.Providers.Costs;

namespace Sqs.Providers.Jobs;

/// <summary>
/// A checked job as it will be sent, without our key and without a credential. It is all a later process needs to send the job and to
/// read its results, so it is stored before anything is sent.
/// </summary>
/// <param name="Provider">Name of the provider.</param>
/// <param name="Backend">Name of the backend.</param>
/// <param name="Body">The vendor's request body without our key.</param>
/// <param name="Circuits">How to read the results, one entry a circuit of this job.</param>
public sealed record PreparedJob(string Provider, string Backend, string Body, EquatableArray<CircuitLayout> Circuits)
{
    /// <summary>A name for people.</summary>
    public string Name { get; init; } = "job";

    /// <summary>Seed of drawing counts from probabilities.</summary>
    public ulong Seed { get; init; }

    /// <summary>Whether results can be read only once.</summary>
    public bool IsPrivate { get; init; }

    /// <summary>Whether the vendor only checks and costs it, so that there are no results.</summary>
    public bool IsDryRun { get; init; }

    /// <summary>What it is expected to cost, from published figures.</summary>
    public CostEstimate? Estimate { get; init; }

    /// <summary>Circuits times shots.</summary>
    public long Executions
    {
        get
        {
            long sum = 0;
            foreach (CircuitLayout circuit in Circuits)
                sum += circuit.Shots;
            return sum;
        }
    }
}
