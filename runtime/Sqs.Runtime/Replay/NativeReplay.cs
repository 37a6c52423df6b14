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
            if (RecordDifference.First(job.Results[set], sets[set]) is { } difference)
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
            Noise = settings.Noise,
            Parameters = parameters,
        };
    }
}
