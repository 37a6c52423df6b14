using System.Numerics;

namespace Sqs.Simulation.Kraus;

/// <summary>
/// The operators of a measured step as multilinear functions of its encoding angles: with c_k = cos(phi_k / 2) and s_k = sin(phi_k / 2),
/// <c>K_o(phi) = sum over patterns b of (prod_k s_k if bit k of b is set, else c_k) C_{b,o}</c>. The same form holds the derivatives by a parameter.
/// </summary>
public sealed class KrausCoefficients
{
    private readonly Complex[] _values;

    internal KrausCoefficients(int encodings, int outcomes, int dimension, Complex[] values)
    {
        EncodingCount = encodings;
        Outcomes = outcomes;
        Dimension = dimension;
        _values = values;
    }

    /// <summary>Number K of encoding angles.</summary>
    public int EncodingCount { get; }

    /// <summary>Number of outcomes, 2^N for N measured qubits; bit n of an outcome is that of measured qubit n.</summary>
    public int Outcomes { get; }

    /// <summary>Dimension of the memory, 2^N_M.</summary>
    public int Dimension { get; }

    /// <summary>Number of entries of all operators of one setting of the angles: outcomes * dimension^2.</summary>
    public int OperatorSize => Outcomes * Dimension * Dimension;

    /// <summary>The matrices C: pattern, then outcome, then row, then column.</summary>
    public ReadOnlySpan<Complex> Values => _values;

    /// <summary>The matrix of one pattern and outcome.</summary>
    /// <param name="pattern">Bit k is set where the sine of angle k multiplies it.</param>
    /// <param name="outcome">The outcome.</param>
    /// <returns>Row-major, dimension^2 entries.</returns>
    public ReadOnlySpan<Complex> this[int pattern, int outcome] =>
        _values.AsSpan(((pattern * Outcomes) + outcome) * Dimension * Dimension, Dimension * Dimension);

    /// <summary>The weight of every pattern.</summary>
    /// <param name="angles">The encoding angles, radians.</param>
    /// <param name="weights">Receives 2^K products.</param>
    public void Weights(ReadOnlySpan<double> angles, Span<double> weights) => Products(angles, derivative: -1, weights);

    /// <summary>The derivative of the weight of every pattern by one angle.</summary>
    /// <param name="angles">The encoding angles, radians.</param>
    /// <param name="index">Index of the angle.</param>
    /// <param name="weights">Receives 2^K products.</param>
    public void WeightDerivatives(ReadOnlySpan<double> angles, int index, Span<double> weights) => Products(angles, index, weights);

    /// <summary>The operators of one setting of the angles.</summary>
    /// <param name="angles">The encoding angles, radians.</param>
    /// <param name="operators">Receives <see cref="OperatorSize"/> entries: outcome, then row, then column.</param>
    public void Evaluate(ReadOnlySpan<double> angles, Span<Complex> operators)
    {
        Span<double> weights = stackalloc double[1 << EncodingCount];
        Weights(angles, weights);
        Combine(weights, operators);
    }

    /// <summary>The derivative of the operators by one angle.</summary>
    /// <param name="angles">The encoding angles, radians.</param>
    /// <param name="index">Index of the angle.</param>
    /// <param name="operators">Receives <see cref="OperatorSize"/> entries: outcome, then row, then column.</param>
    public void Derivative(ReadOnlySpan<double> angles, int index, Span<Complex> operators)
    {
        Span<double> weights = stackalloc double[1 << EncodingCount];
        WeightDerivatives(angles, index, weights);
        Combine(weights, operators);
    }

    private void Products(ReadOnlySpan<double> angles, int derivative, Span<double> weights)
    {
        if (angles.Length != EncodingCount)
            throw new ArgumentException($"{EncodingCount} encoding angles are needed, not {angles.Length}.", nameof(angles));
        weights[0] = 1;
        for (int k = 0; k < angles.Length; k++)
        {
            (double sine, double cosine) = Math.SinCos(angles[k] / 2);
            (double low, double high) = k == derivative ? (-sine / 2, cosine / 2) : (cosine, sine);
            for (int pattern = (1 << k) - 1; pattern >= 0; pattern--)
            {
                weights[pattern | (1 << k)] = weights[pattern] * high;
                weights[pattern] *= low;
            }
        }
    }

    private void Combine(ReadOnlySpan<double> weights, Span<Complex> operators)
    {
        operators = operators[..OperatorSize];
        operators.Clear();
        for (int pattern = 0; pattern < weights.Length; pattern++)
        {
            ReadOnlySpan<Complex> values = _values.AsSpan(pattern * OperatorSize, OperatorSize);
            double weight = weights[pattern];
            for (int i = 0; i < operators.Length; i++)
                operators[i] += weight * values[i];
        }
    }
}
