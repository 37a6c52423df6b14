using System.Globalization;
using System.Numerics;
using Newtonsoft.Json.Linq;
using Sqs.Compiler.Ir;
using Sqs.Providers.Results;
using Sqs.Simulation.Results;

namespace Sqs.Providers.Emulation.IonQ;

/// <summary>Writes results in every format of the service. Written apart from the adapter's reader, so that one checks the other.</summary>
internal static class IonQResultWriter
{
    public static JObject ProbabilitiesV1(ExactDistribution exact)
    {
        var json = new JObject();
        for (int i = 0; i < exact.Count; i++)
        {
            if (exact.Probabilities[i] > 0)
                json[Integer(exact.Record(i)).ToString(CultureInfo.InvariantCulture)] = exact.Probabilities[i];
        }

        return json;
    }

    public static JObject ProbabilitiesV2(ExactDistribution exact, int bits)
    {
        var json = new JObject();
        for (int i = 0; i < exact.Count; i++)
        {
            if (exact.Probabilities[i] > 0)
                json[Text(Integer(exact.Record(i)), bits)] = exact.Probabilities[i];
        }

        return new JObject { ["probabilities"] = new JObject { ["registers"] = new JObject { [IonQCircuitReader.AllQubits] = json } } };
    }

    public static JObject ProbabilitiesV1(ShotRecords shots) => Shares(HistogramV1(shots), shots.Shots);

    public static JObject ProbabilitiesV2(ShotRecords shots) => new()
    {
        ["probabilities"] = new JObject { ["registers"] = new JObject { [IonQCircuitReader.AllQubits] = Shares(Count(shots, v => Text(v, shots.BitCount)), shots.Shots) } },
    };

    public static JObject HistogramV1(ShotRecords shots) => Count(shots, v => v.ToString(CultureInfo.InvariantCulture));

    public static JObject HistogramV2(ShotRecords shots) => new()
    {
        ["histogram"] = new JObject { ["registers"] = new JObject { [IonQCircuitReader.AllQubits] = Count(shots, v => Text(v, shots.BitCount)) } },
    };

    public static JArray ShotsV1(ShotRecords shots) =>
        new(Enumerable.Range(0, shots.Shots).Select(s => Integer(shots.Record(s)).ToString(CultureInfo.InvariantCulture)));

    /// <summary>Every seventh shot leaks where the device does that, and is dropped by whoever reads.</summary>
    public static JObject ShotsV2(ShotRecords shots, bool leaks)
    {
        var list = new JArray();
        for (int shot = 0; shot < shots.Shots; shot++)
        {
            var registers = new JObject();
            foreach (BitRegister register in shots.Registers)
            {
                int index = shot;
                registers[register.Name] = new JArray(Enumerable.Range(register.Offset, register.Size).Select(b => shots.Bit(index, b) ? 1 : 0));
            }

            if (registers[IonQCircuitReader.AllQubits] is null)
                registers[IonQCircuitReader.AllQubits] = new JArray(Enumerable.Range(0, shots.BitCount).Select(b => shots.Bit(shot, b) ? 1 : 0));
            var item = new JObject { ["registers"] = registers };
            if (leaks)
                item["leakage_bits"] = new JArray(shot % 7 == 6 ? 1 : 0);
            list.Add(item);
        }

        return new JObject { ["shots"] = list };
    }

    private static JObject Shares(JObject counts, int shots) => new(counts.Properties().Select(c => new JProperty(c.Name, (double)c.Value / shots)));

    private static JObject Count(ShotRecords shots, Func<BigInteger, string> key)
    {
        var counts = new SortedDictionary<string, int>(StringComparer.Ordinal);
        for (int shot = 0; shot < shots.Shots; shot++)
        {
            string text = key(Integer(shots.Record(shot)));
            counts[text] = counts.GetValueOrDefault(text) + 1;
        }

        return JObject.FromObject(counts);
    }

    private static BigInteger Integer(ReadOnlySpan<ulong> words)
    {
        BigInteger value = BigInteger.Zero;
        for (int i = words.Length - 1; i >= 0; i--)
            value = (value << 64) | words[i];
        return value;
    }

    // Bit 0 leftmost.
    private static string Text(BigInteger value, int bits) => string.Concat(Enumerable.Range(0, bits).Select(b => ((value >> b) & 1).IsZero ? '0' : '1'));
}
