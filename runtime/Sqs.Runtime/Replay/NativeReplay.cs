using Sqs.Runtime.Runs;
using Sqs.Simulation;
using Sqs.Simulation.Results;

namespace Sqs.Runtime.Replay;

/// <summary>Runs recorded programs again on the native engine and compares every bit.</summary>
public static class NativeReplay
{
    /// <summary>Replays a job.</summary>
    /// <param name="job">The recorded job.</param>
    /// <param name="threads">Number of threads, 0 for one a processor; the result does not depend on it.</param>
    /// <param name="cancellation">Stops the replay.</param>
    /// <returns>What came out, beside what was recorded.</returns>
    public static JobReplay Replay(RunJob job, int threads, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(job);
        SimulationResult result = Simulator.Run(job.Program, RequestFor(job.Settings, job.Parameters) with { Threads = threads }, cancellation);
        RecordedSet[] sets = [.. result.Sets.Select(RecordedSet.Of)];
        for (int set = 0; set < sets.Length; set++)
        {
            if (FirstDifference(job.Results[set], sets[set]) is { } difference)
                return new JobReplay(job, result, $"parameter set {set}: {difference}");
        }

        return new JobReplay(job, result, null);
    }

    /// <summary>The request that settings stand for; runs and replays share it.</summary>
    /// <param name="settings">The settings.</param>
    /// <param name="parameters">Values of the inputs.</param>
    /// <returns>The request.</returns>
    public static SimulationRequest RequestFor(RunSettings settings, ParameterSets parameters)
    {
        ArgumentNullException.ThrowIfNull(settings);
        return new SimulationRequest
        {
            Shots = settings.Shots,
            Seed = settings.Seed,
            Method = settings.Method,
            Precision = settings.Precision,
            Parameters = parameters,
        };
    }

    private static string? FirstDifference(RecordedSet recorded, RecordedSet replayed)
    {
        if (recorded.Words.Length != replayed.Words.Length)
            return $"{recorded.Words.Length} words of records were recorded, {replayed.Words.Length} came out";
        int word = recorded.Words.AsSpan().CommonPrefixLength(replayed.Words);
        if (word < recorded.Words.Length)
            return $"word {word} of the records was {recorded.Words[word]:x16}, came out as {replayed.Words[word]:x16}";
        if ((recorded.Probabilities is null) != (replayed.Probabilities is null))
            return "one is exact and the other has shots";
        for (int i = 0; i < (recorded.Probabilities?.Length ?? 0); i++)
        {
            // Bit for bit: equality of doubles would call 0 and -0 the same.
            if (BitConverter.DoubleToInt64Bits(recorded.Probabilities![i]) != BitConverter.DoubleToInt64Bits(replayed.Probabilities![i]))
                return FormattableString.Invariant($"probability {i} was {recorded.Probabilities[i]:R}, came out as {replayed.Probabilities[i]:R}");
        }

        return null;
    }
}
