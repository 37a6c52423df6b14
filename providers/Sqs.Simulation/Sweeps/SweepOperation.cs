using System.Numerics;

namespace Sqs.Simulation.Sweeps;

/// <summary>
/// One operation of the rotation form of a circuit: a real rotation of one qubit or a phase on the basis states whose bits under a mask are
/// all 1. A rotation maps the pair (a, b), exchanged first where <paramref name="IsExchanged"/>, to (a - Tangent b, b + Tangent a) / sqrt(1 + Tangent^2).
/// </summary>
/// <param name="Qubit">The rotated qubit; -1 for a phase.</param>
/// <param name="Tangent">Between -1 and 1.</param>
/// <param name="IsExchanged">Whether the amplitudes change places first.</param>
/// <param name="Mask">Qubits of a phase, bit q for qubit q; 0 for a rotation.</param>
/// <param name="Angle">Angle of a phase in radians.</param>
internal readonly record struct SweepOperation(int Qubit, double Tangent, bool IsExchanged, long Mask, double Angle)
{
    /// <summary>Whether this is a rotation.</summary>
    public bool IsRotation => Qubit >= 0;

    /// <summary>A phase.</summary>
    /// <param name="mask">Its qubits.</param>
    /// <param name="angle">Radians.</param>
    /// <returns>The operation.</returns>
    public static SweepOperation Phase(long mask, double angle) => new(-1, 0, false, mask, angle);

    /// <summary>A rotation.</summary>
    /// <param name="qubit">The qubit.</param>
    /// <param name="tangent">Between -1 and 1.</param>
    /// <param name="isExchanged">Whether the amplitudes change places first.</param>
    /// <returns>The operation.</returns>
    public static SweepOperation Rotation(int qubit, double tangent, bool isExchanged) => new(qubit, tangent, isExchanged, 0, 0);

    /// <summary>The operation on other qubits.</summary>
    /// <param name="map">New index of each qubit.</param>
    /// <returns>The operation.</returns>
    public SweepOperation On(ReadOnlySpan<int> map)
    {
        if (IsRotation)
            return this with { Qubit = map[Qubit] };
        long mask = 0;
        for (long left = Mask; left != 0; left &= left - 1)
            mask |= 1L << map[BitOperations.TrailingZeroCount(left)];
        return this with { Mask = mask };
    }
}
