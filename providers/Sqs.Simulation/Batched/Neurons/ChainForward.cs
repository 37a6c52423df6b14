using System.Runtime.InteropServices;
using Sqs.Simulation.Batched.Lanes;

namespace Sqs.Simulation.Batched.Neurons;

/// <summary>Draws the spikes of a tile of <see cref="ChainNeurons"/>.</summary>
internal readonly ref struct ChainForward(
    ReadOnlySpan<float> constants, TileLayout tiles, int steps, ReadOnlySpan<float> currents, ReadOnlySpan<float> uniforms, Span<float> spikes) : ILaneKernel
{
    private readonly ReadOnlySpan<float> _constants = constants;
    private readonly ReadOnlySpan<float> _currents = currents;
    private readonly ReadOnlySpan<float> _uniforms = uniforms;
    private readonly Span<float> _spikes = spikes;

    /// <inheritdoc/>
    public void Run<TLanes>()
        where TLanes : unmanaged, IFloatLanes<TLanes>
    {
        ref readonly float z = ref MemoryMarshal.GetReference(_currents);
        ref readonly float u = ref MemoryMarshal.GetReference(_uniforms);
        ref float spikes = ref MemoryMarshal.GetReference(_spikes);
        TLanes zero = TLanes.Broadcast(0);
        TLanes one = TLanes.Broadcast(1);
        for (int column = 0; column < tiles.Width; column += TLanes.Count)
        {
            ChainAngles<TLanes> angles = ChainAngles<TLanes>.Load(_constants, tiles, column);
            TLanes a = one;
            TLanes b = zero;
            for (int step = 0; step < steps; step++)
            {
                nuint at = (nuint)((step * tiles.Width) + column);
                angles.Encode(TLanes.Load(in z, at), out TLanes sine, out TLanes cosine);
                angles.Entangle(sine, cosine, out TLanes entSine, out TLanes entCosine);
                TLanes x = cosine * a;
                TLanes y = entCosine * b;

                // Silence is the first outcome: it takes the lower end of the unit interval.
                TLanes silent = TLanes.GreaterThan(TLanes.MultiplyAdd(x, x, y * y), TLanes.Load(in u, at));
                TLanes.Select(silent, zero, one).Store(ref spikes, at);
                angles.Advance(TLanes.Select(silent, x, sine * a), TLanes.Select(silent, y, entSine * b), out a, out b);
            }
        }
    }
}
