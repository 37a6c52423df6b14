using System.Globalization;
using System.Numerics;
using Newtonsoft.Json.Linq;
using Sqs.Providers.Errors;
using Sqs.Providers.Jobs;
using Sqs.Providers.Results;
using Sqs.Simulation.Random;

namespace Sqs.Providers.IonQ.Results;

/// <summary>
/// Reads stored results in every documented format. In version 1 an outcome is a decimal integer in which qubit i has weight 2^i; in
/// version 2 shots are lists in which index i is bit i of a register. Probabilities are turned into shots with the job's seed, so reading
/// them again gives the same shots.
/// </summary>
public static class IonQResultReader
{
    private const string AllQubits = "output_all";
    private const ulong SamplingStream = 0x696F6E71; // "ionq"

    /// <summary>Reads results.</summary>
    /// <param name="job">The job they belong to.</param>
    /// <param name="documents">The stored documents.</param>
    /// <param name="firstBitLeftmost">Whether bit 0 stands leftmost in bit strings of version 2.</param>
    /// <returns>One result a circuit; circuits that failed carry their error.</returns>
    public static Outcome<JobResult> Read(PreparedJob job, IReadOnlyList<RawDocument> documents, bool firstBitLeftmost)
    {
        ArgumentNullException.ThrowIfNull(job);
        ArgumentNullException.ThrowIfNull(documents);
        try
        {
            var circuits = new CircuitResult[job.Circuits.Count];
            for (int i = 0; i < circuits.Length; i++)
            {
                string prefix = $"circuit:{i}:";
                RawDocument document = documents.FirstOrDefault(d => d.Name.StartsWith(prefix, StringComparison.Ordinal))
                    ?? throw new InvalidDataException($"there is no document of circuit {i}");
                circuits[i] = Circuit(job, job.Circuits[i], document.Name[prefix.Length..], document.Text, firstBitLeftmost);
            }

            return new JobResult([.. circuits]);
        }
        catch (Exception exception) when (exception is InvalidDataException or FormatException or InvalidCastException or Newtonsoft.Json.JsonException or OverflowException)
        {
            return new ProviderError(ProviderErrorKind.Unknown, "result-format", $"the results cannot be read: {exception.Message}");
        }
    }

    private static CircuitResult Circuit(PreparedJob job, CircuitLayout layout, string format, string text, bool firstBitLeftmost)
    {
        JToken json = JToken.Parse(text);
        if (format == "error")
        {
            return new CircuitResult(layout.Index, null)
            {
                Error = new ProviderError(Enum.Parse<ProviderErrorKind>((string)json["kind"]!), (string)json["code"]!, (string)json["message"]!) { Remedy = (string?)json["remedy"] },
            };
        }

        var reader = new CircuitReader(layout, firstBitLeftmost);
        switch (format)
        {
            case IonQFormats.ShotsV2:
                reader.ShotsV2(json["shots"] as JArray ?? throw new InvalidDataException("it has no shots"));
                break;
            case IonQFormats.ShotsV1:
                foreach (JToken shot in json as JArray ?? throw new InvalidDataException("it is no list of shots"))
                    reader.Add(Decimal(shot.ToString()), 1);
                break;
            case IonQFormats.HistogramV1:
                foreach (JProperty entry in Sorted(json))
                    reader.Add(Decimal(entry.Name), (int)entry.Value);
                break;
            case IonQFormats.HistogramV2:
                foreach (JProperty entry in Sorted(reader.Joint(json["histogram"])))
                    reader.AddText(entry.Name, (int)entry.Value);
                break;
            case IonQFormats.ProbabilitiesV1:
                return Sample(reader, layout, [.. Sorted(json)], job.Seed, Decimal);
            case IonQFormats.ProbabilitiesV2:
                return Sample(reader, layout, [.. Sorted(reader.Joint(json["probabilities"]))], job.Seed, reader.TextKey);
            default:
                throw new InvalidDataException($"the format '{format}' is not known");
        }

        return reader.Build();
    }

    private static CircuitResult Sample(CircuitReader reader, CircuitLayout layout, JProperty[] entries, ulong seed, Func<string, BigInteger> key)
    {
        double[] cumulative = new double[entries.Length];
        double sum = 0;
        for (int i = 0; i < entries.Length; i++)
        {
            double probability = (double)entries[i].Value;
            if (!(probability >= 0))
                throw new InvalidDataException($"the probability of '{entries[i].Name}' is {probability}");
            cumulative[i] = sum += probability;
        }

        if (!(Math.Abs(sum - 1) < 1e-3))
            throw new InvalidDataException($"the probabilities add up to {sum.ToString(CultureInfo.InvariantCulture)}");
        BigInteger[] keys = [.. entries.Select(e => key(e.Name))];
        ulong stream = CounterRandom.Combine(SamplingStream, (ulong)layout.Index);
        for (int shot = 0; shot < layout.Shots; shot++)
        {
            int found = Array.BinarySearch(cumulative, CounterRandom.Uniform(seed, stream, (ulong)shot) * sum);
            reader.Add(keys[Math.Min(found < 0 ? ~found : found + 1, keys.Length - 1)], 1);
        }

        return reader.Build() with { IsSampled = true, Seed = seed };
    }

    // The order of a JSON object means nothing, and sampling must not depend on it.
    private static IEnumerable<JProperty> Sorted(JToken json) =>
        (json as JObject ?? throw new InvalidDataException("it is no object")).Properties().OrderBy(p => p.Name.Length).ThenBy(p => p.Name, StringComparer.Ordinal);

    private static BigInteger Decimal(string text) => BigInteger.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture);

    private sealed class CircuitReader(CircuitLayout layout, bool firstBitLeftmost)
    {
        private readonly ShotRecordsBuilder _records = new(layout.BitRegisters(), layout.Shots);
        private readonly SortedSet<string> _unreported = new(StringComparer.Ordinal);
        private int _discarded;

        private bool IsByQubit => layout.QubitCount > 0;

        public CircuitResult Build() => new(layout.Index, _records.Build()) { DiscardedShots = _discarded, UnreportedRegisters = [.. _unreported] };

        public BigInteger TextKey(string text)
        {
            BigInteger value = BigInteger.Zero;
            for (int i = 0; i < text.Length; i++)
            {
                if (text[i] is not ('0' or '1'))
                    throw new InvalidDataException($"'{text}' is no bit string");
                if (text[i] == '1')
                    value |= BigInteger.One << (firstBitLeftmost ? i : text.Length - 1 - i);
            }

            return value;
        }

        public void AddText(string text, int count) => Add(TextKey(text), count);

        /// <summary>Adds an outcome over all qubits, or over the only register.</summary>
        public void Add(BigInteger outcome, int count)
        {
            if (!IsByQubit && layout.Registers.Count != 1)
                throw new InvalidDataException("it holds one number a shot for several registers");
            int width = IsByQubit ? layout.QubitCount : layout.Registers[0].Size;
            if (outcome.Sign < 0 || outcome.GetBitLength() > width)
                throw new InvalidDataException($"outcome {outcome} is wider than {width} bits");
            for (int n = 0; n < count; n++)
                Fill(_records.AddShot(), i => !((outcome >> i) & 1).IsZero);
        }

        public JToken Joint(JToken? aggregate)
        {
            JToken registers = aggregate?["registers"] ?? throw new InvalidDataException("it has no registers");
            if (IsByQubit)
                return registers[AllQubits] ?? throw new InvalidDataException($"register '{AllQubits}' is missing");
            if (layout.Registers.Count != 1)
                throw new InvalidDataException("counts a register are no joint counts; ask for shots");
            return registers[layout.Registers[0].RemoteName] ?? throw new InvalidDataException($"register '{layout.Registers[0].RemoteName}' is missing");
        }

        public void ShotsV2(JArray shots)
        {
            foreach (JToken shot in shots)
            {
                if (HasLeaked(shot["leakage_bits"]))
                {
                    _discarded++;
                    continue;
                }

                JToken registers = shot["registers"] ?? throw new InvalidDataException("a shot has no registers");
                int index = _records.AddShot();
                if (IsByQubit)
                {
                    var all = registers[AllQubits] as JArray ?? throw new InvalidDataException($"a shot lacks register '{AllQubits}'");
                    if (all.Count != layout.QubitCount)
                        throw new InvalidDataException($"a shot has {all.Count} qubits, not {layout.QubitCount}");
                    Fill(index, i => IsOne(all[i]));
                }
                else
                {
                    FillRegisters(index, registers);
                }
            }
        }

        private void FillRegisters(int shot, JToken registers)
        {
            int offset = 0;
            foreach (RegisterLayout register in layout.Registers)
            {
                if (registers[register.RemoteName] is not JArray bits)
                {
                    _unreported.Add(register.Name);
                }
                else
                {
                    if (bits.Count != register.Size)
                        throw new InvalidDataException($"register '{register.Name}' has {bits.Count} bits, not {register.Size}");
                    for (int i = 0; i < bits.Count; i++)
                    {
                        if (IsOne(bits[i]))
                            _records.Set(shot, offset + i);
                    }
                }

                offset += register.Size;
            }
        }

        private void Fill(int shot, Func<int, bool> outcome)
        {
            int bit = 0;
            foreach (RegisterLayout register in layout.Registers)
            {
                for (int i = 0; i < register.Size; i++, bit++)
                {
                    int source = register.Qubits.IsEmpty ? i : register.Qubits[i];
                    if (source >= 0 && outcome(source))
                        _records.Set(shot, bit);
                }
            }
        }

        private static bool IsOne(JToken token) => (int)token switch
        {
            0 => false,
            1 => true,
            int other => throw new InvalidDataException($"a bit is {other}"),
        };

        private static bool HasLeaked(JToken? bits) => bits switch
        {
            JArray list => list.Any(b => (int)b != 0),
            { Type: JTokenType.String } text => ((string)text!).Contains('1', StringComparison.Ordinal),
            { Type: JTokenType.Integer } number => (long)number != 0,
            _ => false,
        };
    }
}
