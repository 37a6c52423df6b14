using System.Numerics;
using Newtonsoft.Json.Linq;
using Sqs.Compiler.Ir;
using Sqs.Providers.Errors;
using Sqs.Providers.Jobs;
using Sqs.Providers.Resilience;
using Sqs.Providers.Results;

namespace Sqs.Providers.Ibm.Results;

/// <summary>
/// Reads the results of a sampler job in both encodings: plain JSON with hexadecimal samples, and type-tagged arrays. Result i belongs
/// to circuit i; sample k is shot k in every register, so joint records are exact; bit j of a sample is bit j of its register.
/// </summary>
public static class SamplerResultReader
{
    /// <summary>Reads results.</summary>
    /// <param name="job">The job they belong to.</param>
    /// <param name="text">The service's answer.</param>
    /// <returns>One result a circuit.</returns>
    public static Outcome<JobResult> Read(PreparedJob job, string text)
    {
        ArgumentNullException.ThrowIfNull(job);
        ArgumentNullException.ThrowIfNull(text);
        if (!VendorCall.Parse<JToken>(text).TryGet(out JToken? document, out ProviderError? error))
            return error;
        try
        {
            JArray results = Results(document);
            if (results.Count != job.Circuits.Count)
                throw new InvalidDataException($"it holds {results.Count} results for {job.Circuits.Count} circuits");
            var circuits = new CircuitResult[results.Count];
            for (int i = 0; i < circuits.Length; i++)
                circuits[i] = new CircuitResult(job.Circuits[i].Index, Records(job.Circuits[i], results[i]));
            return new JobResult([.. circuits]);
        }
        catch (Exception exception) when (exception is InvalidDataException or FormatException or InvalidCastException)
        {
            return new ProviderError(ProviderErrorKind.Unknown, "result-format", $"the results cannot be read: {exception.Message}");
        }
    }

    private static JArray Results(JToken document)
    {
        JToken value = Untag(document, "PrimitiveResult");
        return (value["results"] ?? value["pub_results"]) as JArray ?? throw new InvalidDataException("it has no results");
    }

    private static ShotRecords Records(CircuitLayout layout, JToken result)
    {
        JToken data = Untag(Untag(result, "SamplerPubResult")["data"] ?? throw new InvalidDataException("a result has no data"), "DataBin");
        JToken fields = data["fields"] is JObject tagged ? tagged : data;
        EquatableArray<BitRegister> registers = layout.BitRegisters();
        var records = new ShotRecordsBuilder(registers, layout.Shots);
        for (int shot = 0; shot < layout.Shots; shot++)
            records.AddShot();
        for (int r = 0; r < registers.Count; r++)
        {
            JToken field = fields[layout.Registers[r].RemoteName] ?? throw new InvalidDataException($"register '{layout.Registers[r].RemoteName}' is missing");
            JToken bits = Untag(field, "BitArray");
            int width = (int?)bits["num_bits"] ?? throw new InvalidDataException("a register has no num_bits");
            if (width != registers[r].Size)
                throw new InvalidDataException($"register '{registers[r].Name}' has {width} bits, not {registers[r].Size}");
            if (bits["samples"] is JArray samples)
                ReadSamples(records, r, layout, samples);
            else if (bits["array"] is { } array)
                ReadArray(records, registers[r], layout, TaggedArray.Read(array));
            else
                throw new InvalidDataException($"register '{registers[r].Name}' has neither samples nor array");
        }

        return records.Build();
    }

    private static void ReadSamples(ShotRecordsBuilder records, int register, CircuitLayout layout, JArray samples)
    {
        if (samples.Count != layout.Shots)
            throw new InvalidDataException($"register '{layout.Registers[register].Name}' has {samples.Count} samples for {layout.Shots} shots");
        for (int shot = 0; shot < samples.Count; shot++)
        {
            string sample = (string?)samples[shot] ?? string.Empty;
            if (!sample.StartsWith("0x", StringComparison.OrdinalIgnoreCase))
                throw new InvalidDataException($"sample '{sample}' is not hexadecimal");

            // The leading zero keeps a first digit of 8 or more from being read as a sign.
            BigInteger value = BigInteger.Parse("0" + sample[2..], System.Globalization.NumberStyles.AllowHexSpecifier, System.Globalization.CultureInfo.InvariantCulture);
            if (!records.SetRegister(shot, register, value))
                throw new InvalidDataException($"sample '{sample}' is wider than register '{layout.Registers[register].Name}'");
        }
    }

    // Rows of bytes, most significant byte first: bit j is bit j%8 of byte (last - j/8).
    private static void ReadArray(ShotRecordsBuilder records, BitRegister register, CircuitLayout layout, TaggedArray array)
    {
        int rowBytes = (register.Size + 7) / 8;
        if (array.Data.Length != (long)layout.Shots * rowBytes)
            throw new InvalidDataException($"register '{register.Name}' has {array.Data.Length} bytes for {layout.Shots} shots of {rowBytes}");
        for (int shot = 0; shot < layout.Shots; shot++)
        {
            ReadOnlySpan<byte> row = array.Data.Span.Slice(shot * rowBytes, rowBytes);
            for (int bit = 0; bit < register.Size; bit++)
            {
                if (((row[rowBytes - 1 - (bit / 8)] >> (bit % 8)) & 1) != 0)
                    records.Set(shot, register.Offset + bit);
            }
        }
    }

    private static JToken Untag(JToken token, string type) =>
        token is JObject item && (string?)item["__type__"] == type
            ? item["__value__"] ?? throw new InvalidDataException($"a {type} has no value")
            : token is JObject ? token : throw new InvalidDataException($"a {type} is no object");
}
