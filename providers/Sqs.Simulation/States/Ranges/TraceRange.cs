using System.Numerics;
using Sqs.Simulation.Execution;
using Sqs.Simulation.Kernels;
using Sqs.Simulation.Memory;

namespace Sqs.Simulation.States.Ranges;

/// <summary>Traces a qubit out of a density matrix.</summary>
/// <typeparam name="T">Format of a real number.</typeparam>
/// <param name="source">The wider matrix.</param>
/// <param name="low">The lower of the qubit's two positions.</param>
/// <param name="high">The higher.</param>
/// <param name="target">The narrower matrix.</param>
internal readonly struct TraceRange<T>(AmplitudeBuffer<T> source, int low, int high, AmplitudeBuffer<T> target) : IRangeWork
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <inheritdoc/>
    public void Run(int start, int end)
    {
        ReadOnlySpan<int> positions = [low, high];
        int both = (1 << low) | (1 << high);
        for (int i = start; i < end; i++)
        {
            int zero = (int)BitDeposit.InsertZeros(i, positions);
            target.Re[i] = source.Re[zero] + source.Re[zero | both];
            target.Im[i] = source.Im[zero] + source.Im[zero | both];
        }
    }
}
