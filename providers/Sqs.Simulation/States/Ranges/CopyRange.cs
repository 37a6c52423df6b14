using System.Numerics;
using Sqs.Simulation.Execution;
using Sqs.Simulation.Memory;

namespace Sqs.Simulation.States.Ranges;

/// <summary>Copies amplitudes.</summary>
/// <typeparam name="T">Format of a real number.</typeparam>
/// <param name="source">Where they are.</param>
/// <param name="target">Where they go.</param>
internal readonly struct CopyRange<T>(AmplitudeBuffer<T> source, AmplitudeBuffer<T> target) : IRangeWork
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <inheritdoc/>
    public void Run(int start, int end)
    {
        source.Re.AsSpan(start, end - start).CopyTo(target.Re.AsSpan(start));
        source.Im.AsSpan(start, end - start).CopyTo(target.Im.AsSpan(start));
    }
}
