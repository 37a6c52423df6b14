using System.Numerics;
using Sqs.Simulation.Execution;
using Sqs.Simulation.Memory;

namespace Sqs.Simulation.States.Ranges;

/// <summary>Fills amplitudes with zeros but for one block, which holds those of a narrower state.</summary>
/// <typeparam name="T">Format of a real number.</typeparam>
/// <param name="source">The narrower state.</param>
/// <param name="length">Its number of amplitudes.</param>
/// <param name="first">Where its first amplitude goes.</param>
/// <param name="target">The wider state.</param>
internal readonly struct ExtendRange<T>(AmplitudeBuffer<T> source, int length, int first, AmplitudeBuffer<T> target) : IRangeWork
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <inheritdoc/>
    public void Run(int start, int end)
    {
        target.Re.AsSpan(start, end - start).Clear();
        target.Im.AsSpan(start, end - start).Clear();
        int from = Math.Max(start, first);
        int count = (int)Math.Min(end, (long)first + length) - from;
        if (count <= 0)
            return;
        source.Re.AsSpan(from - first, count).CopyTo(target.Re.AsSpan(from));
        source.Im.AsSpan(from - first, count).CopyTo(target.Im.AsSpan(from));
    }
}
