using System.Numerics;

namespace Sqs.Simulation.Memory;

/// <summary>The amplitudes of 2^n basis states. The two parts are arrays of their own, so that each may fill the longest array there is.</summary>
/// <typeparam name="T">Format of a real number.</typeparam>
/// <param name="Re">Real parts.</param>
/// <param name="Im">Imaginary parts, as many.</param>
internal readonly record struct AmplitudeBuffer<T>(T[] Re, T[] Im)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Allocates a buffer with every amplitude 0.</summary>
    /// <param name="qubits">Number of qubits n.</param>
    /// <returns>The buffer.</returns>
    public static AmplitudeBuffer<T> Zero(int qubits) => new(new T[1 << qubits], new T[1 << qubits]);
}
