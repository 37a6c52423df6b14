using System.Numerics;

namespace Sqs.Simulation.Kraus;

/// <summary>
/// Likelihood and exact gradients of the outcomes of a neuron over time. With contracted steps the likelihood of a train is
/// <c>|K_{o_T}(phi_T) ... K_{o_1}(phi_1) |0&gt;|^2</c>; the reverse mode costs two passes whatever the number of angles and parameters,
/// the forward mode one pass a direction.
/// </summary>
public static class SpikeTrain
{
    /// <summary>The natural logarithm of the probability of a train.</summary>
    /// <param name="step">The contracted step.</param>
    /// <param name="angles">Encoding angles, step after step, K each.</param>
    /// <param name="outcomes">The outcome of each step.</param>
    /// <returns>The logarithm; negative infinity for an impossible train.</returns>
    public static double LogLikelihood(KrausCoefficients step, ReadOnlySpan<double> angles, ReadOnlySpan<int> outcomes)
    {
        ArgumentNullException.ThrowIfNull(step);
        CheckShape(step, angles, outcomes);
        var memory = new Complex[step.Dimension];
        var next = new Complex[step.Dimension];
        var operators = new Complex[step.OperatorSize];
        memory[0] = 1;
        double log = 0;
        for (int t = 0; t < outcomes.Length; t++)
        {
            step.Evaluate(angles.Slice(t * step.EncodingCount, step.EncodingCount), operators);
            Multiply(Operator(operators, step, outcomes[t]), memory, next);
            log += Normalise(next);
            if (double.IsNegativeInfinity(log))
                return log;
            (memory, next) = (next, memory);
        }

        return log;
    }

    /// <summary>The log likelihood of a train and its gradient, in reverse mode.</summary>
    /// <param name="step">The contracted step.</param>
    /// <param name="derivatives">Its derivatives by the parameters, from <see cref="KrausStep.ContractDerivatives"/>; may be empty.</param>
    /// <param name="angles">Encoding angles, step after step, K each.</param>
    /// <param name="outcomes">The outcome of each step.</param>
    /// <param name="angleGradient">Receives the derivative by every angle, in the order of <paramref name="angles"/>.</param>
    /// <param name="parameterGradient">Receives the derivative by every parameter.</param>
    /// <returns>The log likelihood; where it is negative infinity the gradients are zero.</returns>
    public static double Gradient(
        KrausCoefficients step,
        ReadOnlySpan<KrausCoefficients> derivatives,
        ReadOnlySpan<double> angles,
        ReadOnlySpan<int> outcomes,
        Span<double> angleGradient,
        Span<double> parameterGradient)
    {
        ArgumentNullException.ThrowIfNull(step);
        CheckShape(step, angles, outcomes);
        angleGradient.Clear();
        parameterGradient.Clear();
        int dimension = step.Dimension;
        var states = new Complex[(outcomes.Length + 1) * dimension];
        var operators = new Complex[outcomes.Length * step.OperatorSize];
        double[] norms = new double[outcomes.Length];
        states[0] = 1;
        double log = 0;
        for (int t = 0; t < outcomes.Length; t++)
        {
            Span<Complex> current = operators.AsSpan(t * step.OperatorSize, step.OperatorSize);
            step.Evaluate(angles.Slice(t * step.EncodingCount, step.EncodingCount), current);
            Span<Complex> next = states.AsSpan((t + 1) * dimension, dimension);
            Multiply(Operator(current, step, outcomes[t]), states.AsSpan(t * dimension, dimension), next);
            double gained = Normalise(next);
            norms[t] = Math.Exp(gained / 2);
            log += gained;
            if (double.IsNegativeInfinity(log))
                return log;
        }

        // The adjoint of the normalised state after a step; d log P = 2 Re <adjoint, dK m> / |K m|.
        Complex[] adjoint = states.AsSpan(outcomes.Length * dimension, dimension).ToArray();
        var earlier = new Complex[dimension];
        var cotangent = new Complex[step.Values.Length];
        double[] weights = new double[1 << step.EncodingCount];
        for (int t = outcomes.Length - 1; t >= 0; t--)
        {
            ReadOnlySpan<Complex> before = states.AsSpan(t * dimension, dimension);
            ReadOnlySpan<double> now = angles.Slice(t * step.EncodingCount, step.EncodingCount);
            for (int k = 0; k < step.EncodingCount; k++)
            {
                step.WeightDerivatives(now, k, weights);
                angleGradient[(t * step.EncodingCount) + k] = 2 * Contract(step, weights, outcomes[t], adjoint, before) / norms[t];
            }

            step.Weights(now, weights);
            Accumulate(step, weights, outcomes[t], adjoint, before, 1 / norms[t], cotangent);
            MultiplyAdjoint(Operator(operators.AsSpan(t * step.OperatorSize, step.OperatorSize), step, outcomes[t]), adjoint, earlier);
            for (int i = 0; i < dimension; i++)
                adjoint[i] = earlier[i] / norms[t];
        }

        for (int p = 0; p < derivatives.Length; p++)
            parameterGradient[p] = 2 * Inner(cotangent, derivatives[p].Values);
        return log;
    }

    /// <summary>
    /// The log likelihood of a train and its derivative along one direction, in forward mode: one pass that holds two states, however long the train is.
    /// </summary>
    /// <param name="step">The contracted step.</param>
    /// <param name="derivatives">Its derivatives by the parameters, from <see cref="KrausStep.ContractDerivatives"/>; may be empty.</param>
    /// <param name="angles">Encoding angles, step after step, K each.</param>
    /// <param name="outcomes">The outcome of each step.</param>
    /// <param name="angleDirection">The change of every angle.</param>
    /// <param name="parameterDirection">The change of every parameter.</param>
    /// <returns>The log likelihood and its derivative, the sum of gradient times direction; 0 where the likelihood is.</returns>
    public static (double Log, double Derivative) Derivative(
        KrausCoefficients step,
        ReadOnlySpan<KrausCoefficients> derivatives,
        ReadOnlySpan<double> angles,
        ReadOnlySpan<int> outcomes,
        ReadOnlySpan<double> angleDirection,
        ReadOnlySpan<double> parameterDirection)
    {
        ArgumentNullException.ThrowIfNull(step);
        CheckShape(step, angles, outcomes);
        if (angleDirection.Length != angles.Length || parameterDirection.Length != derivatives.Length)
            throw new ArgumentException($"A direction has {angles.Length} angles and {derivatives.Length} parameters.", nameof(angleDirection));
        var memory = new Complex[step.Dimension];
        var change = new Complex[step.Dimension];
        var next = new Complex[step.Dimension];
        var nextChange = new Complex[step.Dimension];
        var image = new Complex[step.Dimension];
        var operators = new Complex[step.OperatorSize];
        var tangents = new Complex[step.OperatorSize];
        memory[0] = 1;
        double log = 0;
        for (int t = 0; t < outcomes.Length; t++)
        {
            ReadOnlySpan<double> now = angles.Slice(t * step.EncodingCount, step.EncodingCount);
            step.Evaluate(now, operators);
            AddTangents(step, derivatives, now, angleDirection.Slice(t * step.EncodingCount, step.EncodingCount), parameterDirection, tangents);
            Multiply(Operator(operators, step, outcomes[t]), memory, next);
            Multiply(Operator(operators, step, outcomes[t]), change, nextChange);
            Multiply(Operator(tangents, step, outcomes[t]), memory, image);
            double gained = Normalise(next);
            log += gained;
            if (double.IsNegativeInfinity(log))
                return (log, 0);

            // Both are scaled alike: the logarithm of the whole length is differentiated once, at the end.
            double scale = Math.Exp(-gained / 2);
            for (int i = 0; i < change.Length; i++)
                change[i] = scale * (nextChange[i] + image[i]);
            (memory, next) = (next, memory);
        }

        return (log, 2 * Inner(memory, change));
    }

    // The change of the operators along a direction.
    private static void AddTangents(
        KrausCoefficients step,
        ReadOnlySpan<KrausCoefficients> derivatives,
        ReadOnlySpan<double> angles,
        ReadOnlySpan<double> angleDirection,
        ReadOnlySpan<double> parameterDirection,
        Span<Complex> tangents)
    {
        var part = new Complex[tangents.Length];
        tangents.Clear();
        for (int k = 0; k < angleDirection.Length + parameterDirection.Length; k++)
        {
            double weight = k < angleDirection.Length ? angleDirection[k] : parameterDirection[k - angleDirection.Length];
            if (weight == 0)
                continue;
            if (k < angleDirection.Length)
                step.Derivative(angles, k, part);
            else
                derivatives[k - angleDirection.Length].Evaluate(angles, part);
            for (int i = 0; i < part.Length; i++)
                tangents[i] += weight * part[i];
        }
    }

    private static void CheckShape(KrausCoefficients step, ReadOnlySpan<double> angles, ReadOnlySpan<int> outcomes)
    {
        if (angles.Length != outcomes.Length * step.EncodingCount)
            throw new ArgumentException($"{outcomes.Length} steps need {outcomes.Length * step.EncodingCount} angles, not {angles.Length}.", nameof(angles));
    }

    private static ReadOnlySpan<Complex> Operator(ReadOnlySpan<Complex> operators, KrausCoefficients step, int outcome) =>
        operators.Slice(outcome * step.Dimension * step.Dimension, step.Dimension * step.Dimension);

    private static void Multiply(ReadOnlySpan<Complex> matrix, ReadOnlySpan<Complex> vector, Span<Complex> result)
    {
        for (int row = 0; row < result.Length; row++)
        {
            Complex sum = 0;
            for (int column = 0; column < vector.Length; column++)
                sum += matrix[(row * vector.Length) + column] * vector[column];
            result[row] = sum;
        }
    }

    private static void MultiplyAdjoint(ReadOnlySpan<Complex> matrix, ReadOnlySpan<Complex> vector, Span<Complex> result)
    {
        for (int column = 0; column < result.Length; column++)
        {
            Complex sum = 0;
            for (int row = 0; row < vector.Length; row++)
                sum += Complex.Conjugate(matrix[(row * vector.Length) + column]) * vector[row];
            result[column] = sum;
        }
    }

    // Scales a vector to length one and returns the logarithm of its squared length.
    private static double Normalise(Span<Complex> vector)
    {
        double norm = 0;
        foreach (Complex entry in vector)
            norm += (entry.Real * entry.Real) + (entry.Imaginary * entry.Imaginary);
        double scale = 1 / Math.Sqrt(norm);
        for (int i = 0; norm > 0 && i < vector.Length; i++)
            vector[i] *= scale;
        return Math.Log(norm);
    }

    // Re <adjoint| sum_b w_b C_{b,o} |before>.
    private static double Contract(KrausCoefficients step, ReadOnlySpan<double> weights, int outcome, ReadOnlySpan<Complex> adjoint, ReadOnlySpan<Complex> before)
    {
        double sum = 0;
        for (int pattern = 0; pattern < weights.Length; pattern++)
        {
            ReadOnlySpan<Complex> matrix = step[pattern, outcome];
            for (int row = 0; row < adjoint.Length; row++)
            {
                Complex image = 0;
                for (int column = 0; column < before.Length; column++)
                    image += matrix[(row * before.Length) + column] * before[column];
                sum += weights[pattern] * ((adjoint[row].Real * image.Real) + (adjoint[row].Imaginary * image.Imaginary));
            }
        }

        return sum;
    }

    // Adds w_b adjoint before^dagger to the cotangent of C_{b,o}.
    private static void Accumulate(
        KrausCoefficients step, ReadOnlySpan<double> weights, int outcome, ReadOnlySpan<Complex> adjoint, ReadOnlySpan<Complex> before, double scale, Span<Complex> cotangent)
    {
        int size = step.Dimension * step.Dimension;
        for (int pattern = 0; pattern < weights.Length; pattern++)
        {
            Span<Complex> target = cotangent.Slice(((pattern * step.Outcomes) + outcome) * size, size);
            for (int row = 0; row < adjoint.Length; row++)
            {
                Complex factor = weights[pattern] * scale * adjoint[row];
                for (int column = 0; column < before.Length; column++)
                    target[(row * before.Length) + column] += factor * Complex.Conjugate(before[column]);
            }
        }
    }

    private static double Inner(ReadOnlySpan<Complex> left, ReadOnlySpan<Complex> right)
    {
        double sum = 0;
        for (int i = 0; i < left.Length; i++)
            sum += (left[i].Real * right[i].Real) + (left[i].Imaginary * right[i].Imaginary);
        return sum;
    }
}
