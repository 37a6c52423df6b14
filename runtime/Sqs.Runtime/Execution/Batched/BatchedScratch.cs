namespace Sqs.Runtime.Execution.Batched;

/// <summary>Scratch memory of one thread; grows to the largest use and is then never allocated again.</summary>
internal sealed class BatchedScratch
{
    private float[] _uniforms = [];
    private float[] _spikes = [];
    private float[] _tape = [];
    private float[] _sums = [];
    private float[] _currents = [];
    private float[] _gradient = [];

    /// <summary>Random numbers of one train.</summary>
    /// <param name="length">Numbers needed.</param>
    /// <returns>The memory, undefined.</returns>
    public Span<float> Uniforms(int length) => Grow(ref _uniforms, length);

    /// <summary>Spikes of one train as numbers.</summary>
    /// <param name="length">Numbers needed.</param>
    /// <returns>The memory, undefined.</returns>
    public Span<float> Spikes(int length) => Grow(ref _spikes, length);

    /// <summary>The tape of a backward pass.</summary>
    /// <param name="length">Numbers needed.</param>
    /// <returns>The memory, undefined.</returns>
    public Span<float> Tape(int length) => Grow(ref _tape, length);

    /// <summary>Currents of one train of several channels.</summary>
    /// <param name="length">Numbers needed.</param>
    /// <returns>The memory, undefined.</returns>
    public Span<float> Currents(int length) => Grow(ref _currents, length);

    /// <summary>The gradient of one train of several channels.</summary>
    /// <param name="length">Numbers needed.</param>
    /// <returns>The memory, undefined.</returns>
    public Span<float> Gradient(int length) => Grow(ref _gradient, length);

    /// <summary>Sums of gradients.</summary>
    /// <param name="length">Numbers needed.</param>
    /// <returns>The memory, set to 0.</returns>
    public Span<float> Sums(int length)
    {
        Span<float> sums = Grow(ref _sums, length);
        sums.Clear();
        return sums;
    }

    private static Span<float> Grow(ref float[] memory, int length)
    {
        if (memory.Length < length)
            memory = new float[length];
        return memory.AsSpan(0, length);
    }
}
