using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using Sqs.Simulation.Random;

namespace Sqs.Simulation.Batched;

/// <summary>The numbers of <see cref="CounterRandom.Uniform"/> cut to 24 bits, many at a time.</summary>
public static class UniformNumbers
{
    private const float Ulp = 1f / (1 << 24);

    /// <summary>Fills a span.</summary>
    /// <param name="seed">Seed of the run.</param>
    /// <param name="stream">Stream.</param>
    /// <param name="first">Index of the first number.</param>
    /// <param name="uniforms">Takes multiples of 2^-24 in [0, 1): element i is <see cref="CounterRandom.Uniform"/> at <c>first + i</c>, rounded down.</param>
    public static void Fill(ulong seed, ulong stream, ulong first, Span<float> uniforms)
    {
        int i = 0;
        if ((first & 1) != 0 && uniforms.Length > 0)
            uniforms[i++] = Single(seed, stream, first);
        if (Avx512F.IsSupported)
            i += Fill512(seed, stream, first + (ulong)i, uniforms[i..]);
        else if (Avx2.IsSupported)
            i += Fill256(seed, stream, first + (ulong)i, uniforms[i..]);
        for (; i < uniforms.Length; i++)
            uniforms[i] = Single(seed, stream, first + (ulong)i);
    }

    private static float Single(ulong seed, ulong stream, ulong index) => (CounterRandom.Bits(seed, stream, index) >> 40) * Ulp;

    // Eight blocks side by side give sixteen numbers, in order: word 1 of a block is its first number, word 3 its second.
    private static int Fill512(ulong seed, ulong stream, ulong first, Span<float> uniforms)
    {
        Span<float> last = stackalloc float[Vector512<float>.Count];
        Vector512<ulong> counter = Vector512.Create(first >> 1) + Vector512<ulong>.Indices;
        for (int i = 0; i < uniforms.Length; i += Vector512<float>.Count)
        {
            Vector512<ulong> x0 = counter;
            Vector512<ulong> x1 = counter >> 32;
            Vector512<ulong> x2 = Vector512.Create(stream);
            Vector512<ulong> x3 = Vector512.Create(stream >> 32);
            uint key0 = (uint)seed;
            uint key1 = (uint)(seed >> 32);
            for (int round = 0; round < Philox4x32.Rounds; round++)
            {
                // The upper halves of the words are never read.
                Vector512<ulong> product0 = Avx512F.Multiply(x0.AsUInt32(), Vector512.Create(Philox4x32.Multiplier0));
                Vector512<ulong> product1 = Avx512F.Multiply(x2.AsUInt32(), Vector512.Create(Philox4x32.Multiplier1));
                x0 = (product1 >> 32) ^ x1 ^ Vector512.Create((ulong)key0);
                x2 = (product0 >> 32) ^ x3 ^ Vector512.Create((ulong)key1);
                x1 = product1;
                x3 = product0;
                key0 = unchecked(key0 + Philox4x32.Weyl0);
                key1 = unchecked(key1 + Philox4x32.Weyl1);
            }

            Vector512<uint> even = (x1.AsUInt32() >> 8) & Vector512.Create(0x00FFFFFFUL).AsUInt32();
            Vector512<uint> odd = ((x3 << 32).AsUInt32() >> 8) & Vector512.Create(0x00FFFFFFUL << 32).AsUInt32();
            Vector512<float> numbers = Vector512.ConvertToSingle((even | odd).AsInt32()) * Ulp;
            counter += Vector512.Create((ulong)Vector512<ulong>.Count);
            if (i + Vector512<float>.Count <= uniforms.Length)
            {
                numbers.StoreUnsafe(ref MemoryMarshal.GetReference(uniforms), (nuint)i);
                continue;
            }

            numbers.CopyTo(last);
            last[..(uniforms.Length - i)].CopyTo(uniforms[i..]);
        }

        return uniforms.Length;
    }

    private static int Fill256(ulong seed, ulong stream, ulong first, Span<float> uniforms)
    {
        int i = 0;
        Vector256<ulong> counter = Vector256.Create(first >> 1) + Vector256<ulong>.Indices;
        for (; i + Vector256<float>.Count <= uniforms.Length; i += Vector256<float>.Count)
        {
            Vector256<ulong> x0 = counter;
            Vector256<ulong> x1 = counter >> 32;
            Vector256<ulong> x2 = Vector256.Create(stream);
            Vector256<ulong> x3 = Vector256.Create(stream >> 32);
            uint key0 = (uint)seed;
            uint key1 = (uint)(seed >> 32);
            for (int round = 0; round < Philox4x32.Rounds; round++)
            {
                Vector256<ulong> product0 = Avx2.Multiply(x0.AsUInt32(), Vector256.Create(Philox4x32.Multiplier0));
                Vector256<ulong> product1 = Avx2.Multiply(x2.AsUInt32(), Vector256.Create(Philox4x32.Multiplier1));
                x0 = (product1 >> 32) ^ x1 ^ Vector256.Create((ulong)key0);
                x2 = (product0 >> 32) ^ x3 ^ Vector256.Create((ulong)key1);
                x1 = product1;
                x3 = product0;
                key0 = unchecked(key0 + Philox4x32.Weyl0);
                key1 = unchecked(key1 + Philox4x32.Weyl1);
            }

            Vector256<uint> even = (x1.AsUInt32() >> 8) & Vector256.Create(0x00FFFFFFUL).AsUInt32();
            Vector256<uint> odd = ((x3 << 32).AsUInt32() >> 8) & Vector256.Create(0x00FFFFFFUL << 32).AsUInt32();
            (Vector256.ConvertToSingle((even | odd).AsInt32()) * Ulp).StoreUnsafe(ref MemoryMarshal.GetReference(uniforms), (nuint)i);
            counter += Vector256.Create((ulong)Vector256<ulong>.Count);
        }

        return i;
    }
}
