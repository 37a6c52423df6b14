using Sqs.Simulation.Random;

namespace Sqs.Runtime;

/// <summary>
/// The purposes that random numbers serve, so that no two share a stream. A stream is one of these combined with the indices of what
/// is drawn (<see cref="CounterRandom.Combine"/>): the numbers depend on what they are for and never on the order of work.
/// </summary>
internal static class RandomStreams
{
    /// <summary>The order from which the parts of a dataset are drawn.</summary>
    public const ulong Split = 1;

    /// <summary>Spikes of encoded samples.</summary>
    public const ulong Encoding = 2;

    /// <summary>Samples of generated tasks.</summary>
    public const ulong Task = 3;

    /// <summary>Initial weights and angles.</summary>
    public const ulong Initial = 4;

    /// <summary>Order of the samples of an epoch.</summary>
    public const ulong Order = 5;

    /// <summary>Spikes of neurons.</summary>
    public const ulong Spikes = 6;

    /// <summary>Decisions between equally good answers.</summary>
    public const ulong Ties = 7;

    /// <summary>Fixed projections of layers to classes, for learning signals of their own.</summary>
    public const ulong Projection = 8;

    /// <summary>Random splits of pooled shots, which tell what chance alone does to a comparison.</summary>
    public const ulong Splits = 20;

    /// <summary>A stream for one thing among many.</summary>
    /// <param name="purpose">One of the constants.</param>
    /// <param name="labels">What tells this thing from the others.</param>
    /// <returns>The stream.</returns>
    public static ulong For(ulong purpose, params ReadOnlySpan<ulong> labels)
    {
        ulong stream = purpose;
        foreach (ulong label in labels)
            stream = CounterRandom.Combine(stream, label);
        return stream;
    }
}
