using Sqs.Compiler.Ir;
using Sqs.Providers.Results;
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
    public static int[] Assign(IReadOnlyList<int> shots, int total, ulong seed, ulong stream)
    {
        int[] groups = new int[total];
        int next = 0;
        for (int group = 0; group < shots.Count; group++)
        {
            groups.AsSpan(next, shots[group]).Fill(group);
            next += shots[group];
        }

        if (shots.Count > 1)
            new RandomSequence(seed, stream).Shuffle(groups.AsSpan());
        return groups;
    }

    /// <summary>Writes single shots.</summary>
    /// <param name="registers">The reported registers.</param>
    /// <param name="words">The records of the groups.</param>
    /// <param name="groups">The group of each shot.</param>
    /// <returns>The records of the shots.</returns>
    public static ShotRecords WriteOut(EquatableArray<BitRegister> registers, IReadOnlyList<ulong> words, int[] groups)
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
