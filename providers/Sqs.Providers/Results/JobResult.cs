using Sqs.Compiler.Ir;

namespace Sqs.Providers.Results;

/// <summary>The results of a job.</summary>
/// <param name="Circuits">One entry a circuit, in the order of the request.</param>
public sealed record JobResult(EquatableArray<CircuitResult> Circuits)
{
    /// <summary>Whether every circuit has records.</summary>
    public bool IsComplete
    {
        get
        {
            foreach (CircuitResult circuit in Circuits)
            {
                if (circuit.Records is null)
                    return false;
            }

            return true;
        }
    }
}
