using System.IO.Compression;
using System.Numerics;
using System.Text;
using Sqs.Providers.Errors;
using Sqs.Providers.Ibm.Results;
using Sqs.Providers.Jobs;
using Sqs.Providers.Results;

namespace Sqs.Providers.Tests.Ibm;

public sealed class SamplerResultReaderTests
{
    private static readonly PreparedJob Job = new("ibm", "x", "{}",
    [
        new(4, "a", 2, [new("m", 3) { RemoteName = "mid" }, new("out", 1)]),
        new(7, "b", 2, [new("wide", 70)]),
    ]);

    [Test]
    public void Plain_samples_are_joint_over_registers_and_keep_their_bit_order()
    {
        // 0x1 in 3 bits: bit 0 is 1, so the printed string ends in 1. The wide sample has bits 69 and 0.
        JobResult result = SamplerResultReader.Read(Job, """
            {"results":[
              {"data":{"out":{"samples":["0x0","0x1"],"num_bits":1},"mid":{"samples":["0x1","0x6"],"num_bits":3}},"metadata":{}},
              {"data":{"wide":{"samples":["0x200000000000000001","0x8000000000000000"],"num_bits":70}},"metadata":{}}],
             "metadata":{"version":2}}
            """).Value;
        Assert.That(result.Circuits.Select(c => c.Index), Is.EqualTo(new[] { 4, 7 }));
        Assert.That(result.Circuits[0].Records!.Counts(), Is.EqualTo(new Dictionary<string, int> { ["001 0"] = 1, ["110 1"] = 1 }));
        Assert.That(result.Circuits[1].Records!.Register(0, 0), Is.EqualTo((BigInteger.One << 69) + 1));
        Assert.That(result.Circuits[1].Records!.Register(1, 0), Is.EqualTo(BigInteger.One << 63), "a leading digit of 8 is no sign");
    }

    [Test]
    public void Encoded_arrays_are_most_significant_byte_first()
    {
        var job = new PreparedJob("ibm", "x", "{}", [new(0, "a", 3, [new("c", 10), new("d", 2)])]);
        string c = Encode(3, 2, [0x03, 0xFF, 0x02, 0x00, 0x00, 0x01]);
        string text = """
            {"__type__":"PrimitiveResult","__value__":{"pub_results":[{"__type__":"SamplerPubResult","__value__":{
              "data":{"__type__":"DataBin","__value__":{"field_names":["c","d"],"field_types":["BitArray","BitArray"],"shape":[],"fields":{
                "c":{"__type__":"BitArray","__value__":{"array":{"__type__":"ndarray","__value__":"ENCODED"},"num_bits":10}},
                "d":{"__type__":"BitArray","__value__":{"array":{"__type__":"ndarray","__value__":[[1],[2],[0]]},"num_bits":2}}}}},
              "metadata":{"circuit_metadata":{},"odd":{"__type__":"Unheard","__value__":1}}}}],"metadata":{"version":2}}}
            """.Replace("ENCODED", c, StringComparison.Ordinal);
        ShotRecords records = SamplerResultReader.Read(job, text).Value.Circuits[0].Records!;
        string[] shots = [.. Enumerable.Range(0, 3).Select(s => ShotRecords.Print(records.Registers, records.Record(s)))];
        Assert.That(shots, Is.EqualTo(new[] { "1111111111 01", "1000000000 10", "0000000001 00" }));
    }

    [TestCase("""{"results":[]}""", "0 results for 2")]
    [TestCase("""{"results":[{"data":{"out":{"samples":["0x0","0x1"],"num_bits":1}}},{"data":{}}]}""", "'mid' is missing")]
    [TestCase("""{"results":[{"data":{"mid":{"samples":["0x9","0x1"],"num_bits":3},"out":{"samples":["0x0","0x1"],"num_bits":1}}},{"data":{}}]}""", "wider")]
    [TestCase("""{"results":[{"data":{"mid":{"samples":["0x1"],"num_bits":3},"out":{"samples":["0x0","0x1"],"num_bits":1}}},{"data":{}}]}""", "1 samples for 2")]
    [TestCase("""{"results":[{"data":{"mid":{"samples":["0x1","0x1"],"num_bits":4},"out":{"samples":["0x0","0x1"],"num_bits":1}}},{"data":{}}]}""", "4 bits, not 3")]
    [TestCase("Traceback (most recent call last)", "no complete JSON")]
    public void What_does_not_fit_the_job_is_refused(string text, string why)
    {
        ProviderError error = SamplerResultReader.Read(Job, text).Error!;
        Assert.That(error.Message, Does.Contain(why));
    }

    private static string Encode(int rows, int columns, byte[] data)
    {
        byte[] header = Encoding.ASCII.GetBytes($"{{'descr': '|u1', 'fortran_order': False, 'shape': ({rows}, {columns}), }}".PadRight(117) + "\n");
        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.Optimal, leaveOpen: true))
            zlib.Write([0x93, .. "NUMPY"u8, 1, 0, (byte)header.Length, 0, .. header, .. data]);
        return Convert.ToBase64String(packed.ToArray());
    }
}
