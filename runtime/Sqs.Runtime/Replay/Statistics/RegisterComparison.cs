using System.Numerics;
using Sqs.Compiler.Ir;
using Sqs.Providers.Results;

namespace Sqs.Runtime.Replay.Statistics;

/// <summary>The values of one register in recorded and in replayed shots.</summary>
/// <param name="Register">The register.</param>
/// <param name="TotalVariation">Total variation of the values.</param>
/// <param name="HellingerFidelity">Hellinger fidelity of the values.</param>
/// <param name="Test">Whether both could be samples of one distribution.</param>
/// <param name="Rates">The rate of each bit, bit 0 first.</param>
public sealed record RegisterComparison(
    BitRegister Register, double TotalVariation, double HellingerFidelity, ChiSquareTest Test, EquatableArray<SpikeRate> Rates)
{
    /// <summary>Compares a register.</summary>
    /// <param name="recorded">The recorded shots.</param>
    /// <param name="replayed">The replayed shots, of the same registers.</param>
    /// <param name="register">Index of the register.</param>
    /// <returns>The comparison.</returns>
    internal static RegisterComparison Of(ShotRecords recorded, ShotRecords replayed, int register)
    {
        Dictionary<BigInteger, int> first = Values(recorded, register);
        Dictionary<BigInteger, int> second = Values(replayed, register);
        BitRegister of = recorded.Registers[register];
        var rates = new SpikeRate[of.Size];
        for (int bit = 0; bit < rates.Length; bit++)
        {
            double ones = Ones(recorded, of.Offset + bit);
            double others = Ones(replayed, of.Offset + bit);
            double pooled = (ones + others) / (recorded.Shots + replayed.Shots);
            double error = Math.Sqrt(pooled * (1 - pooled) * ((1.0 / recorded.Shots) + (1.0 / replayed.Shots)));
            rates[bit] = new SpikeRate(bit, ones / recorded.Shots, others / replayed.Shots, error);
        }

        return new RegisterComparison(
            of, DistributionDistance.TotalVariation(first, second), DistributionDistance.HellingerFidelity(first, second), ChiSquareTest.Of(first, second), [.. rates]);
    }

    private static Dictionary<BigInteger, int> Values(ShotRecords records, int register)
    {
        var values = new Dictionary<BigInteger, int>();
        for (int shot = 0; shot < records.Shots; shot++)
        {
            BigInteger value = records.Register(shot, register);
            values[value] = values.GetValueOrDefault(value) + 1;
        }

        return values;
    }

    private static int Ones(ShotRecords records, int bit)
    {
        int ones = 0;
        for (int shot = 0; shot < records.Shots; shot++)
            ones += records.Bit(shot, bit) ? 1 : 0;
        return ones;
    }
}
