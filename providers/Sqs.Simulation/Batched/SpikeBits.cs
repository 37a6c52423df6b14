using System.Runtime.InteropServices;
using Sqs.Simulation.Batched.Lanes;

namespace Sqs.Simulation.Batched;

/// <summary>Turns spikes from numbers, 1 or 0, into bits and back.</summary>
public static class SpikeBits
{
    /// <summary>Packs numbers.</summary>
    /// <param name="spikes">Numbers, 1 for a spike; a multiple of 16.</param>
    /// <param name="used">How many count; the bits behind are 0.</param>
    /// <param name="bits">Takes the bits, bit i of word w is number <c>64 w + i</c>; numbers behind the last word are padding.</param>
    public static void Pack(ReadOnlySpan<float> spikes, int used, Span<ulong> bits)
    {
        var kernel = new PackKernel(spikes[..Math.Min(spikes.Length, bits.Length << 6)], bits);
        LaneDispatch.Run(ref kernel, LaneDispatch.Widest);
        for (int word = 0; word < bits.Length; word++)
        {
            int left = used - (word << 6);
            if (left < 64)
                bits[word] &= left <= 0 ? 0 : (1UL << left) - 1;
        }
    }

    /// <summary>Unpacks bits.</summary>
    /// <param name="bits">The bits.</param>
    /// <param name="spikes">Takes numbers, 1 for a spike; a multiple of 16. Those behind the last word are 0.</param>
    public static void Unpack(ReadOnlySpan<ulong> bits, Span<float> spikes)
    {
        int known = Math.Min(spikes.Length, bits.Length << 6);
        var kernel = new UnpackKernel(bits, spikes[..known]);
        LaneDispatch.Run(ref kernel, LaneDispatch.Widest);
        spikes[known..].Clear();
    }

    private readonly ref struct PackKernel(ReadOnlySpan<float> spikes, Span<ulong> bits) : ILaneKernel
    {
        private readonly ReadOnlySpan<float> _spikes = spikes;
        private readonly Span<ulong> _bits = bits;

        public void Run<TLanes>()
            where TLanes : unmanaged, IFloatLanes<TLanes>
        {
            _bits.Clear();
            ref float from = ref MemoryMarshal.GetReference(_spikes);
            TLanes half = TLanes.Broadcast(0.5f);
            for (int i = 0; i < _spikes.Length; i += TLanes.Count)
                _bits[i >> 6] |= (ulong)TLanes.GreaterThan(TLanes.Load(in from, (nuint)i), half).SignBits() << (i & 63);
        }
    }

    private readonly ref struct UnpackKernel(ReadOnlySpan<ulong> bits, Span<float> spikes) : ILaneKernel
    {
        private readonly ReadOnlySpan<ulong> _bits = bits;
        private readonly Span<float> _spikes = spikes;

        public void Run<TLanes>()
            where TLanes : unmanaged, IFloatLanes<TLanes>
        {
            ref float to = ref MemoryMarshal.GetReference(_spikes);
            for (int i = 0; i < _spikes.Length; i += TLanes.Count)
                TLanes.FromBits((uint)(_bits[i >> 6] >> (i & 63))).Store(ref to, (nuint)i);
        }
    }
}
