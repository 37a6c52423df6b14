namespace Sqs.Runtime.Execution.Dynamics;

/// <summary>Scratch memory of one thread for <see cref="PopulationDynamics"/>; grows to the largest use and is then never allocated again.</summary>
internal sealed class ScoreWorkspace
{
    private double[] _tape = [];
    private double[] _vectors = [];
    private double[] _outer = [];

    /// <summary>Memory that lasts from a forward pass to its backward passes.</summary>
    /// <param name="length">Numbers needed.</param>
    /// <returns>The memory, with what was last written there.</returns>
    public Span<double> Tape(int length) => Grow(ref _tape, length);

    /// <summary>Memory for the inside of one call.</summary>
    /// <param name="length">Numbers needed.</param>
    /// <returns>The memory, undefined.</returns>
    public Span<double> Vectors(int length) => Grow(ref _vectors, length);

    /// <summary>A second piece of memory for the inside of one call.</summary>
    /// <param name="length">Numbers needed.</param>
    /// <returns>The memory, undefined.</returns>
    public Span<double> Outer(int length) => Grow(ref _outer, length);

    private static Span<double> Grow(ref double[] memory, int length)
    {
        if (memory.Length < length)
            Array.Resize(ref memory, length);
        return memory.AsSpan(0, length);
    }
}
