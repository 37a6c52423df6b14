namespace Sqs.Simulation;

/// <summary>Values of a program's inputs, one row a parameter set; every set gets the shots of its own.</summary>
public sealed class ParameterSets
{
    private readonly double[] _values;

    /// <summary>Wraps a row-major matrix.</summary>
    /// <param name="count">Number of sets, the rows; at least 1.</param>
    /// <param name="inputs">Number of inputs, the columns; in the order in which the program declares them.</param>
    /// <param name="values">The values: angles in radians, integers and bools as whole numbers.</param>
    public ParameterSets(int count, int inputs, double[] values)
    {
        ArgumentNullException.ThrowIfNull(values);
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(inputs);
        if (values.Length != (long)count * inputs)
            throw new ArgumentException($"{count} sets of {inputs} inputs need {(long)count * inputs} values, not {values.Length}.", nameof(values));
        Count = count;
        InputCount = inputs;
        _values = values;
    }

    /// <summary>One set without inputs.</summary>
    public static ParameterSets None { get; } = new(1, 0, []);

    /// <summary>Number of sets.</summary>
    public int Count { get; }

    /// <summary>Number of inputs a set.</summary>
    public int InputCount { get; }

    /// <summary>One set.</summary>
    /// <param name="values">One value an input.</param>
    /// <returns>The set.</returns>
    public static ParameterSets Single(params double[] values)
    {
        ArgumentNullException.ThrowIfNull(values);
        return new ParameterSets(1, values.Length, values);
    }

    /// <summary>The values of one set.</summary>
    /// <param name="set">Index of the set.</param>
    /// <returns>One value an input.</returns>
    public ReadOnlySpan<double> this[int set] => _values.AsSpan(set * InputCount, InputCount);
}
