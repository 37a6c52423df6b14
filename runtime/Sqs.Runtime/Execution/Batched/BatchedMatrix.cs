namespace Sqs.Runtime.Execution.Batched;

/// <summary>The matrices of a <see cref="BatchedLayer"/>.</summary>
internal enum BatchedMatrix
{
    /// <summary>The currents.</summary>
    Currents,

    /// <summary>The gradient by spikes, then by currents.</summary>
    Gradient,
}
