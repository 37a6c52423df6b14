namespace Sqs.Simulation.Random;

/// <summary>
/// Random numbers addressed by (seed, stream, index): the same address gives the same bits on any machine and any number of
/// threads. Every block of <see cref="Philox4x32"/> serves two neighbouring indices.
/// </summary>
public static class CounterRandom
{
    /// <summary>2^-53, the distance between neighbouring uniform numbers.</summary>
    private const double Ulp = 1.0 / (1UL << 53);

    /// <summary>64 random bits.</summary>
    /// <param name="seed">Seed of the run.</param>
    /// <param name="stream">Stream, one for each purpose; see <see cref="Combine"/>.</param>
    /// <param name="index">Index in the stream.</param>
    /// <returns>The bits.</returns>
    public static ulong Bits(ulong seed, ulong stream, ulong index)
    {
        (ulong low, ulong high) = Philox4x32.Block(seed, index >> 1, stream);
        return (index & 1) == 0 ? low : high;
    }

    /// <summary>A number of the uniform distribution on [0, 1), a multiple of 2^-53.</summary>
    /// <param name="seed">Seed of the run.</param>
    /// <param name="stream">Stream.</param>
    /// <param name="index">Index in the stream.</param>
    /// <returns>The number.</returns>
    public static double Uniform(ulong seed, ulong stream, ulong index) => ToUniform(Bits(seed, stream, index));

    /// <summary>A number of the standard normal distribution, by the Box-Muller transform of one generator block.</summary>
    /// <param name="seed">Seed of the run.</param>
    /// <param name="stream">Stream; one that serves normal numbers serves nothing else, since each takes a whole block.</param>
    /// <param name="index">Index in the stream.</param>
    /// <returns>The number.</returns>
    public static double Normal(ulong seed, ulong stream, ulong index)
    {
        (ulong low, ulong high) = Philox4x32.Block(seed, index, stream);

        // 1 - u lies in (0, 1], where the logarithm is finite.
        double radius = Math.Sqrt(-2 * Math.Log(1 - ToUniform(low)));
        return radius * Math.Cos(2 * Math.PI * ToUniform(high));
    }

    /// <summary>Uniform numbers of consecutive indices.</summary>
    /// <param name="seed">Seed of the run.</param>
    /// <param name="stream">Stream.</param>
    /// <param name="first">Index of the first number.</param>
    /// <param name="uniforms">Filled; element i is <see cref="Uniform"/> at <c>first + i</c>.</param>
    public static void Uniforms(ulong seed, ulong stream, ulong first, Span<double> uniforms)
    {
        int i = 0;
        if ((first & 1) != 0 && uniforms.Length > 0)
            uniforms[i++] = Uniform(seed, stream, first);
        for (; i + 1 < uniforms.Length; i += 2)
        {
            (ulong low, ulong high) = Philox4x32.Block(seed, (first + (ulong)i) >> 1, stream);
            uniforms[i] = ToUniform(low);
            uniforms[i + 1] = ToUniform(high);
        }

        if (i < uniforms.Length)
            uniforms[i] = Uniform(seed, stream, first + (ulong)i);
    }

    /// <summary>Mixes a label into a stream or a seed, so that nested purposes (program, parameter set, draw site) get streams of their own.</summary>
    /// <param name="stream">The stream or seed so far.</param>
    /// <param name="label">What tells this one from its siblings.</param>
    /// <returns>A well mixed 64-bit value, a different one for every label; the mixer is the finaliser of SplitMix64.</returns>
    public static ulong Combine(ulong stream, ulong label)
    {
        unchecked
        {
            ulong mixed = (stream * 0xD1342543DE82EF95) + label + 0x9E3779B97F4A7C15;
            mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9;
            mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
            return mixed ^ (mixed >> 31);
        }
    }

    private static double ToUniform(ulong bits) => (bits >> 11) * Ulp;
}
