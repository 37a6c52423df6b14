using System.Numerics;
using Sqs.Compiler.Ir;
using Sqs.Providers.Jobs;
using Sqs.Providers.Results;

namespace Sqs.Campaign;

/// <summary>Circuits whose every shot is a number of their own, spread unevenly over two registers, so that no mix-up goes unseen.</summary>
public static class MarkedCircuits
{
    public const int Bits = 8;

    private const int FirstSize = 3;

    public static CircuitRequest Of(int mark, int shots, bool isPhysical)
    {
        var builder = new CircuitBuilder($"mark{mark}");
        if (isPhysical)
            builder.PhysicalQubits(Bits);
        else
            builder.Qubits("q", Bits);
        builder.Bits("mid", FirstSize);
        builder.Bits("out", Bits - FirstSize);
        for (int bit = 0; bit < Bits; bit++)
        {
            if (((mark >> bit) & 1) != 0)
                builder.Gate("x", bit);
        }

        for (int bit = 0; bit < Bits; bit++)
            builder.Measure(bit, bit);
        return new CircuitRequest(builder.Build(), shots);
    }

    public static bool IsResultOf(int mark, ShotRecords records)
    {
        var first = (BigInteger)(mark & ((1 << FirstSize) - 1));
        var second = (BigInteger)(mark >> FirstSize);
        return records.Shots > 0 && Enumerable.Range(0, records.Shots).All(shot => records.Register(shot, 0) == first && records.Register(shot, 1) == second);
    }
}
