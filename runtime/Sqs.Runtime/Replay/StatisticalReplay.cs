using Sqs.Compiler.Ir;
using Sqs.Providers.Results;
using Sqs.Runtime.Replay.Statistics;
using Sqs.Runtime.Runs;
using Sqs.Simulation;
using Sqs.Simulation.Noise;
using Sqs.Simulation.Results;

namespace Sqs.Runtime.Replay;

/// <summary>
/// Runs recorded programs again on the native engine, with the noise of the device they ran on, and compares distributions: what ran on hardware cannot
/// come out the same bit for bit.
/// </summary>
public static class StatisticalReplay
{
    /// <summary>How many shots are replayed for each recorded one, unless the user says otherwise: they cost little and make the comparison sharper.</summary>
    public const int UsualFactor = 4;

    // With fewer shots a parameter set says little by itself.
    private const int FewestShotsAlone = 100;
    private const int MostSetsAlone = 256;

    /// <summary>Replays a job.</summary>
    /// <param name="job">The recorded job, with shots.</param>
    /// <param name="noise">Noise of the replay, or null for none.</param>
    /// <param name="factor">Shots that are replayed for each recorded one, at least 1.</param>
    /// <param name="seed">Seed of the replay and of the tests.</param>
    /// <param name="threads">Number of threads, 0 for one a processor; the result does not depend on it.</param>
    /// <param name="cancellation">Stops the replay.</param>
    /// <returns>
    /// One comparison a parameter set where each has enough shots to say something by itself, else one of all sets together; none where nothing was recorded.
    /// </returns>
    public static IReadOnlyList<RecordComparison> Replay(RunJob job, NoiseModel? noise, int factor, ulong seed, int threads, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(job);
        ArgumentOutOfRangeException.ThrowIfLessThan(factor, 1);
        if (job.Results.Any(r => r.Probabilities is not null))
            throw new ArgumentException("A job of exact probabilities has no shots to compare.", nameof(job));
        RunSettings settings = job.Settings with { Shots = checked(job.Settings.Shots * factor), Seed = seed, Method = SimulationMethod.Automatic, Noise = noise };
        SimulationResult result = Simulator.Run(job.Program, NativeReplay.RequestFor(settings, job.Parameters) with { Threads = threads }, cancellation);
        EquatableArray<BitRegister> registers = ShotRecords.ReportedRegisters(job.Program);
        var sets = new List<(ShotRecords Recorded, ShotRecords Replayed)>();
        for (int set = 0; set < job.Results.Count; set++)
        {
            // A device may have dropped shots; the replay then drops as many, so that sets keep their weight when they are pooled.
            ulong[] recorded = job.Results[set].Words;
            int width = ShotRecords.WordsFor(registers.IsEmpty ? 0 : registers[^1].Offset + registers[^1].Size);
            if (recorded.Length > 0)
                sets.Add((new ShotRecords(registers, recorded.Length / width, recorded), new ShotRecords(registers, recorded.Length / width * factor, result.Sets[set].Records.Words[..(recorded.Length * factor)].ToArray())));
        }

        bool[] isKept = [.. registers.Select(r => job.Device is null || !job.Device.UnreportedRegisters.Contains(r.Name))];
        if (sets.Count == 0 || !isKept.Contains(true))
            return [];
        if (sets.Count is > 1 and <= MostSetsAlone && sets.All(s => s.Recorded.Shots >= FewestShotsAlone))
        {
            return [.. sets.Select((s, i) => RecordComparison.Of($"{job.Name}, set {i}", Keep(s.Recorded, isKept), Keep(s.Replayed, isKept), seed))];
        }

        return [RecordComparison.Of(job.Name, Keep(Join(sets.Select(s => s.Recorded)), isKept), Keep(Join(sets.Select(s => s.Replayed)), isKept), seed)];
    }

    private static ShotRecords Join(IEnumerable<ShotRecords> sets)
    {
        ShotRecords[] all = [.. sets];
        return new ShotRecords(all[0].Registers, all.Sum(s => s.Shots), [.. all.SelectMany(s => s.Words.ToArray())]);
    }

    // Registers that were not reported are unknown and not zero: they are compared with nothing.
    private static ShotRecords Keep(ShotRecords records, bool[] isKept)
    {
        if (!isKept.Contains(false))
            return records;
        var kept = new List<BitRegister>();
        var sources = new List<int>();
        for (int i = 0; i < isKept.Length; i++)
        {
            if (!isKept[i])
                continue;
            kept.Add(records.Registers[i] with { Offset = sources.Count });
            sources.AddRange(Enumerable.Range(records.Registers[i].Offset, records.Registers[i].Size));
        }

        int width = ShotRecords.WordsFor(sources.Count);
        var words = new ulong[records.Shots * width];
        for (int shot = 0; shot < records.Shots; shot++)
        {
            for (int bit = 0; bit < sources.Count; bit++)
            {
                if (records.Bit(shot, sources[bit]))
                    words[(shot * width) + (bit >> 6)] |= 1UL << (bit & 63);
            }
        }

        return new ShotRecords([.. kept], records.Shots, words);
    }
}
