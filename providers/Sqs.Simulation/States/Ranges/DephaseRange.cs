using System.Numerics;
using Sqs.Simulation.Execution;
using Sqs.Simulation.Memory;

namespace Sqs.Simulation.States.Ranges;

/// <summary>Clears the entries of a density matrix in which the two bits of a qubit differ.</summary>
/// <typeparam name="T">Format of a real number.</typeparam>
/// <param name="buffer">The matrix.</param>
/// <param name="row">One of the qubit's positions.</param>
/// <param name="column">The other.</param>
internal readonly struct DephaseRange<T>(AmplitudeBuffer<T> buffer, int row, int column) : IRangeWork
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <inheritdoc/>
    public void Run(int start, int end)
    {
        for (int i = start; i < end; i++)
        {
            if (((i >> row) & 1) != ((i >> column) & 1))
                buffer.Re[i] = buffer.Im[i] = T.Zero;
        }
    }
}
