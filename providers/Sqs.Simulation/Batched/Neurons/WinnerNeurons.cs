namespace Sqs.Simulation.Batched.Neurons;

/// <summary>
/// A classical readout: at every step the neuron with the largest current spikes and no other, the first among equals. Backward the currents are logits: the gradient by a spike is
/// taken as that by its current.
/// </summary>
public sealed class WinnerNeurons : BatchedNeurons
{
    /// <summary>The most neurons: they are compared within one tile.</summary>
    public const int Most = 128;

    private readonly bool _sums;

    /// <summary>Creates neurons.</summary>
    /// <param name="size">Number of neurons, at most <see cref="Most"/>.</param>
    /// <param name="sums">Whether currents are added up from the first step on before they are compared.</param>
    public WinnerNeurons(int size, bool sums = false)
        : base(size, parameterCount: 0, constantCount: 0, tapePlanes: 0, Lanes.LaneDispatch.Widest)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(size, Most);
        _sums = sums;
    }

    /// <inheritdoc/>
    public override bool IsRandom => false;

    /// <inheritdoc/>
    private protected override void Forward<TLanes>(TileRun run)
    {
        run.Spikes.Clear();
        Span<float> compared = stackalloc float[Tiles.Size];
        compared.Clear();
        for (int step = 0; step < run.Steps; step++)
        {
            ReadOnlySpan<float> row = run.Currents.Slice(step * Tiles.Width, Tiles.Size);
            int best = 0;
            for (int neuron = 0; neuron < row.Length; neuron++)
            {
                compared[neuron] = row[neuron] + (_sums ? compared[neuron] : 0);
                best = compared[neuron] > compared[best] ? neuron : best;
            }

            run.Spikes[(step * Tiles.Width) + best] = 1;
        }
    }

    /// <inheritdoc/>
    private protected override void Backward<TLanes>(TileRun run)
    {
        // The gradient stays as it is.
    }
}
