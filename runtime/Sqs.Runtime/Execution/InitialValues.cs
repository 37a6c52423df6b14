using Sqs.Compiler.Graph.Document;
using Sqs.Simulation.Random;

namespace Sqs.Runtime.Execution;

/// <summary>Draws the initial values that graph documents describe by a distribution.</summary>
public static class InitialValues
{
    /// <summary>The <see cref="InitialValueSampler"/> of the runtime: value i depends on seed, stream and i alone.</summary>
    /// <param name="seed">The graph's seed.</param>
    /// <param name="stream">Which bundle or parameter is drawn.</param>
    /// <param name="distribution">The distribution.</param>
    /// <param name="values">Takes the values.</param>
    public static void Draw(ulong seed, ulong stream, Initializer distribution, Span<double> values)
    {
        ulong own = RandomStreams.For(RandomStreams.Initial, stream);
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = distribution switch
            {
                UniformInitializer uniform => uniform.Low + ((uniform.High - uniform.Low) * CounterRandom.Uniform(seed, own, (ulong)i)),
                NormalInitializer normal => normal.Mean + (normal.StandardDeviation * CounterRandom.Normal(seed, own, (ulong)i)),
                _ => throw new ArgumentException($"{distribution} is no distribution.", nameof(distribution)),
            };
        }
    }
}
