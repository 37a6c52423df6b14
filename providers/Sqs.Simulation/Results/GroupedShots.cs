using Sqs.Compiler.Ir;
using Sqs.Providers.Results;
using Sqs.Simulation.Chains;
using Sqs.Simulation.Random;

namespace Sqs.Simulation.Results;

/// <summary>Groups of shots with equal records, and how they are written out as single shots.</summary>
internal static class GroupedShots
{
    /// <summary>Gives every group its share of the shots in random order.</summary>
    /// <param name="shots">Shots of each group.</param>
    /// <param name="total">Their sum.</param>
    /// <param name="seed">Seed of the run.</param>
    /// <param name="stream">Stream of the order.</param>
    /// <returns>The group of each shot.</returns>
    public static int[] Assign(ReadOnlySpan<int> shots, int total, ulong seed, ulong stream)
    {
        int[] groups = new int[total];
        int next = 0;
        for (int group = 0; group < shots.Length; group++)
        {
            groups.AsSpan(next, shots[group]).Fill(group);
            next += shots[group];
        }

        if (shots.Length > 1)
            new RandomSequence(seed, stream).Shuffle(groups.AsSpan());
        return groups;
    }

    /// <summary>Writes single shots of independent parts, each part's groups in a random order of its own.</summary>
    /// <param name="registers">The reported registers.</param>
    /// <param name="parts">The groups of each part; no bit is 1 in two parts.</param>
    /// <param name="total">Number of shots.</param>
    /// <param name="seed">Seed of the run.</param>
    /// <param name="stream">Stream of the orders.</param>
    /// <returns>The records of the shots.</returns>
    public static ShotRecords Join(EquatableArray<BitRegister> registers, IReadOnlyList<GroupList> parts, int total, ulong seed, ulong stream)
    {
        int width = ShotRecords.WordsFor(registers.IsEmpty ? 0 : registers[^1].Offset + registers[^1].Size);
        ulong[] records = new ulong[total * width];
        for (int part = 0; part < parts.Count; part++)
        {
            int[] groups = Assign(parts[part].Shots, total, seed, CounterRandom.Combine(stream, (ulong)part));
            ReadOnlySpan<ulong> words = parts[part].Records;
            if (width == 1)
            {
                for (int shot = 0; shot < total; shot++)
                    records[shot] |= words[groups[shot]];
                continue;
            }

            for (int shot = 0; shot < total; shot++)
            {
                for (int word = 0; word < width; word++)
                    records[(shot * width) + word] |= words[(groups[shot] * width) + word];
            }
        }

        return new ShotRecords(registers, total, records);
    }

    /// <summary>Counts the records of one part and constant bits without writing shots.</summary>
    /// <param name="registers">The reported registers.</param>
    /// <param name="parts">The constant bits, then at most one part.</param>
    /// <returns>Counts by printed record.</returns>
    public static SortedDictionary<string, int> Count(EquatableArray<BitRegister> registers, IReadOnlyList<GroupList> parts)
    {
        var counts = new SortedDictionary<string, int>(StringComparer.Ordinal);
        if (parts.Count == 0)
            return counts;
        GroupList last = parts[^1];
        Span<ulong> record = new ulong[last.Words];
        for (int group = 0; group < last.Shots.Length; group++)
        {
            last.Records.Slice(group * last.Words, last.Words).CopyTo(record);
            for (int word = 0; word < record.Length && parts.Count > 1; word++)
                record[word] |= parts[0].Records[word];
            string key = ShotRecords.Print(registers, record);
            counts[key] = counts.GetValueOrDefault(key) + last.Shots[group];
        }

        return counts;
    }

    /// <summary>Writes single shots.</summary>
    /// <param name="registers">The reported registers.</param>
    /// <param name="words">The records of the groups.</param>
    /// <param name="groups">The group of each shot.</param>
    /// <returns>The records of the shots.</returns>
    public static ShotRecords WriteOut(EquatableArray<BitRegister> registers, ReadOnlySpan<ulong> words, int[] groups)
    {
        int width = ShotRecords.WordsFor(registers.IsEmpty ? 0 : registers[^1].Offset + registers[^1].Size);
        ulong[] records = new ulong[groups.Length * width];
        for (int shot = 0; shot < groups.Length; shot++)
        {
            for (int word = 0; word < width; word++)
                records[(shot * width) + word] = words[(groups[shot] * width) + word];
        }

        return new ShotRecords(registers, groups.Length, records);
    }
}
