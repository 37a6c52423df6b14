using System.Numerics;
using Sqs.Simulation.Execution;
using Sqs.Simulation.Kernels;
using Sqs.Simulation.Memory;

namespace Sqs.Simulation.States.Ranges;

/// <summary>Takes the amplitudes whose bits at some positions have given values, times a factor.</summary>
/// <typeparam name="T">Format of a real number.</typeparam>
/// <param name="source">The wider state.</param>
/// <param name="positions">The positions, ascending.</param>
/// <param name="kept">Their values, at their places in an index.</param>
/// <param name="scale">The factor.</param>
/// <param name="target">The narrower state.</param>
internal readonly struct GatherRange<T>(AmplitudeBuffer<T> source, int[] positions, long kept, T scale, AmplitudeBuffer<T> target) : IRangeWork
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <inheritdoc/>
    public void Run(int start, int end)
    {
        for (int i = start; i < end; i++)
        {
            int from = (int)(BitDeposit.InsertZeros(i, positions) | kept);
            target.Re[i] = source.Re[from] * scale;
            target.Im[i] = source.Im[from] * scale;
        }
    }
}
