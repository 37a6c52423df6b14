using System.Numerics;
using Sqs.Simulation.Execution;
using Sqs.Simulation.Kernels;
using Sqs.Simulation.Memory;

namespace Sqs.Simulation.States.Ranges;

/// <summary>A matrix on more wires than the vector kernels take, group by group.</summary>
/// <typeparam name="T">Format of a real number.</typeparam>
/// <param name="buffer">The amplitudes.</param>
/// <param name="matrix">Row-major matrix of dimension 2^targets.</param>
/// <param name="targets">Positions, the first least significant in the matrix.</param>
/// <param name="controls">Positions, none of them a target.</param>
/// <param name="pattern">Bit i is the value at which control i lets the matrix act.</param>
internal readonly struct MatrixRange<T>(AmplitudeBuffer<T> buffer, Complex[] matrix, int[] targets, int[] controls, ulong pattern) : IRangeWork
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <inheritdoc/>
    public void Run(int start, int end) => ScalarKernels<T>.Apply(buffer.Re, buffer.Im, matrix, targets, controls, pattern, start, end);
}
