using System.IO.Compression;
using System.Numerics;
using System.Text;
using Newtonsoft.Json.Linq;
using Sqs.Compiler.Ir;
using Sqs.Providers.Results;

namespace Sqs.Providers.Emulation.Ibm;

/// <summary>Writes results in both encodings of the service. Written apart from the adapter's reader, so that one checks the other.</summary>
internal static class SamplerResultWriter
{
    public static JObject Plain(IEnumerable<ShotRecords> results) => new()
    {
        ["results"] = new JArray(results.Select(records => new JObject
        {
            ["data"] = new JObject(records.Registers.Select((register, r) => new JProperty(register.Name, new JObject
            {
                ["samples"] = new JArray(Enumerable.Range(0, records.Shots).Select(shot => Hex(records.Register(shot, r)))),
                ["num_bits"] = register.Size,
            }))),
            ["metadata"] = new JObject(),
        })),
        ["metadata"] = new JObject { ["version"] = 2 },
    };

    public static JObject Tagged(IEnumerable<ShotRecords> results) => Tag("PrimitiveResult", new JObject
    {
        ["pub_results"] = new JArray(results.Select(records => Tag("SamplerPubResult", new JObject
        {
            ["data"] = Tag("DataBin", new JObject
            {
                ["field_names"] = new JArray(records.Registers.Select(r => r.Name)),
                ["field_types"] = new JArray(records.Registers.Select(_ => "BitArray")),
                ["shape"] = new JArray(),
                ["fields"] = new JObject(records.Registers.Select((register, r) => new JProperty(register.Name, Tag("BitArray", new JObject
                {
                    ["array"] = Tag("ndarray", Encode(records, register, r)),
                    ["num_bits"] = register.Size,
                })))),
            }),
            ["metadata"] = new JObject { ["circuit_metadata"] = new JObject() },
        }))),
        ["metadata"] = new JObject { ["version"] = 2 },
    });

    private static JObject Tag(string type, JToken value) => new() { ["__type__"] = type, ["__value__"] = value };

    private static string Hex(BigInteger value)
    {
        string digits = value.ToString("x", System.Globalization.CultureInfo.InvariantCulture).TrimStart('0');
        return digits.Length == 0 ? "0x0" : "0x" + digits;
    }

    // NumPy file of unsigned bytes, shape (shots, bytes), most significant byte first.
    private static string Encode(ShotRecords records, BitRegister register, int index)
    {
        int rowBytes = (register.Size + 7) / 8;
        string description = $"{{'descr': '|u1', 'fortran_order': False, 'shape': ({records.Shots}, {rowBytes}), }}";
        int padded = ((10 + description.Length + 1 + 63) / 64 * 64) - 10;
        using var plain = new MemoryStream();
        plain.Write([0x93, .. "NUMPY"u8, 1, 0, (byte)(padded & 0xFF), (byte)(padded >> 8)]);
        plain.Write(Encoding.ASCII.GetBytes(description.PadRight(padded - 1) + "\n"));
        for (int shot = 0; shot < records.Shots; shot++)
        {
            byte[] row = records.Register(shot, index).ToByteArray(isUnsigned: true, isBigEndian: true);
            plain.Write(new byte[rowBytes - Math.Min(rowBytes, row.Length)]);
            plain.Write(row.AsSpan(0, Math.Min(row.Length, rowBytes)));
        }

        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.Fastest, leaveOpen: true))
            zlib.Write(plain.ToArray());
        return Convert.ToBase64String(packed.ToArray());
    }
}
