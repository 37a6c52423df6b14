using System.Numerics;

namespace Sqs.Simulation.Noise;

/// <summary>A quantum channel by its Kraus operators, row-major, qubit 0 least significant.</summary>
internal sealed class KrausChannel
{
    private Complex[]? _superoperator;

    private KrausChannel(Complex[][] operators, int qubitCount)
    {
        Operators = operators;
        QubitCount = qubitCount;
    }

    /// <summary>The operators K with sum of K^dagger K equal to one.</summary>
    public Complex[][] Operators { get; }

    /// <summary>Number of qubits it acts on.</summary>
    public int QubitCount { get; }

    /// <summary>Whether it acts on one qubit and leaves |0&gt; as it is.</summary>
    public bool KeepsGround => QubitCount == 1 && Operators.All(static kraus => kraus[2] == Complex.Zero);

    /// <summary>The map on density matrices, sum of K (x) conj K: row indices least significant, then column indices.</summary>
    public Complex[] Superoperator => _superoperator ??= BuildSuperoperator();

    /// <summary>Depolarisation.</summary>
    /// <param name="qubits">Number of qubits.</param>
    /// <param name="strength">Probability p of rho -> (1 - p) rho + p 1/d, from 0 to 1.</param>
    /// <returns>The channel.</returns>
    public static KrausChannel Depolarizing(int qubits, double strength)
    {
        int dimension = 1 << qubits;
        int paulis = dimension * dimension;
        var operators = new Complex[paulis][];
        for (int index = 0; index < paulis; index++)
        {
            double weight = (index == 0 ? 1 - strength : 0) + (strength / paulis);
            operators[index] = Array.ConvertAll(Pauli(index, qubits), entry => Math.Sqrt(weight) * entry);
        }

        return new KrausChannel(operators, qubits);
    }

    /// <summary>Amplitude damping and pure dephasing for a time.</summary>
    /// <param name="noise">The decay times.</param>
    /// <param name="seconds">How long.</param>
    /// <returns>The channel.</returns>
    public static KrausChannel Relaxation(QubitNoise noise, double seconds)
    {
        double decay = 1 - Math.Exp(-seconds / noise.T1);

        // The coherence shall fall by exp(-t/T2); damping alone gives exp(-t/(2 T1)). Their ratio is one exponential: after a long time both are zero.
        double coherence = Math.Exp((seconds / (2 * noise.T1)) - (seconds / noise.T2));
        double flip = (1 - Math.Min(1, coherence)) / 2;
        Complex[] stay = [1, 0, 0, Math.Sqrt(1 - decay)];
        Complex[] fall = [0, Math.Sqrt(decay), 0, 0];
        double keep = Math.Sqrt(1 - flip);
        double turn = Math.Sqrt(flip);
        return new KrausChannel(
            [
                Array.ConvertAll(stay, e => keep * e), [turn * stay[0], 0, 0, -turn * stay[3]],
                Array.ConvertAll(fall, e => keep * e), Array.ConvertAll(fall, e => turn * e),
            ],
            1);
    }

    /// <summary>A bit flip with a probability.</summary>
    /// <param name="probability">The probability.</param>
    /// <returns>The channel.</returns>
    public static KrausChannel Flip(double probability)
    {
        double stay = Math.Sqrt(1 - probability);
        double flip = Math.Sqrt(probability);
        return new KrausChannel([[stay, 0, 0, stay], [0, flip, flip, 0]], 1);
    }

    /// <summary>Entanglement fidelity of relaxation on one qubit; those of channels on different qubits multiply.</summary>
    /// <param name="noise">The decay times.</param>
    /// <param name="seconds">How long.</param>
    /// <returns>The fidelity, from 1/4 to 1.</returns>
    public static double RelaxationFidelity(QubitNoise noise, double seconds)
    {
        double sum = 0;
        foreach (Complex[] kraus in Relaxation(noise, seconds).Operators)
        {
            double trace = (kraus[0] + kraus[3]).Magnitude;
            sum += trace * trace;
        }

        // F = sum |tr K|^2 / d^2 with d = 2.
        return Math.Min(1, sum / 4);
    }

    private static Complex[] Pauli(int index, int qubits)
    {
        Complex[] product = [1];
        for (int qubit = 0; qubit < qubits; qubit++)
        {
            Complex[] factor = ((index >> (2 * qubit)) & 3) switch
            {
                0 => [1, 0, 0, 1],
                1 => [0, 1, 1, 0],
                2 => [0, -Complex.ImaginaryOne, Complex.ImaginaryOne, 0],
                _ => [1, 0, 0, -1],
            };
            product = Kronecker(factor, product);
        }

        return product;
    }

    // high (x) low, the low factor least significant.
    private static Complex[] Kronecker(Complex[] high, Complex[] low)
    {
        int h = (int)Math.Sqrt(high.Length);
        int l = (int)Math.Sqrt(low.Length);
        var product = new Complex[high.Length * low.Length];
        for (int row = 0; row < h * l; row++)
        {
            for (int column = 0; column < h * l; column++)
                product[(row * h * l) + column] = high[((row / l) * h) + (column / l)] * low[((row % l) * l) + (column % l)];
        }

        return product;
    }

    private Complex[] BuildSuperoperator()
    {
        Complex[]? sum = null;
        foreach (Complex[] kraus in Operators)
        {
            Complex[] term = Kronecker(Array.ConvertAll(kraus, Complex.Conjugate), kraus);
            sum = sum is null ? term : [.. sum.Zip(term, static (a, b) => a + b)];
        }

        return sum!;
    }
}
