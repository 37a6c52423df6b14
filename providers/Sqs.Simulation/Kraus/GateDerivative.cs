using System.Numerics;
using Sqs.Simulation.Lowering.Unitaries;

namespace Sqs.Simulation.Kraus;

/// <summary>
/// Exact derivatives of gate matrices by an angle. The entries are trigonometric polynomials of the half angle of degree two at most, so
/// the general parameter-shift rule with four shifts (Wierichs, Izaac, Wang and Lin, Quantum 6, 677 (2022), equation 21) applies to them.
/// </summary>
internal static class GateDerivative
{
    private const int Degree = 2;

    /// <summary>The derivative of a matrix by one of its angles.</summary>
    /// <param name="unitary">A trigonometric unitary.</param>
    /// <param name="angles">Where it is taken.</param>
    /// <param name="index">Index of the angle.</param>
    /// <returns>A row-major matrix, not unitary.</returns>
    public static Complex[] Of(Unitary unitary, ReadOnlySpan<double> angles, int index)
    {
        if (!unitary.IsTrigonometric)
            throw new ArgumentException($"A power of '{unitary.Name}' has no derivative here; write its angles out.", nameof(unitary));
        double[] shifted = angles.ToArray();
        Complex[]? sum = null;
        for (int mu = 1; mu <= 2 * Degree; mu++)
        {
            double half = ((2 * mu) - 1) * Math.PI / (2 * Degree);
            double sine = Math.Sin(half / 2);

            // The last factor turns the derivative by the half angle into that by the angle.
            double weight = ((mu & 1) == 1 ? 1 : -1) / (4 * Degree * sine * sine) / 2;
            shifted[index] = angles[index] + (2 * half);
            Complex[] term = unitary.Matrix(shifted);
            sum ??= new Complex[term.Length];
            for (int i = 0; i < term.Length; i++)
                sum[i] += weight * term[i];
        }

        return sum!;
    }
}
