using System.IO.Compression;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Sqs.Compiler.Graph.NumPy;

namespace Sqs.Compiler.Tests.Graph;

public sealed class NumPyTests
{
    private static readonly object[] Types =
    [
        new object[] { "<f8", new byte[] { 0, 0, 0, 0, 0, 0, 0xF8, 0x3F }, 1.5 },
        new object[] { ">f8", new byte[] { 0x3F, 0xF8, 0, 0, 0, 0, 0, 0 }, 1.5 },
        new object[] { "<f4", new byte[] { 0, 0, 0xC0, 0x3F }, 1.5 },
        new object[] { "<f2", new byte[] { 0, 0x3E }, 1.5 },
        new object[] { "<i8", new byte[] { 0xFE, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF }, -2.0 },
        new object[] { ">i4", new byte[] { 0xFF, 0xFF, 0xFF, 0xFE }, -2.0 },
        new object[] { "<i2", new byte[] { 0xFE, 0xFF }, -2.0 },
        new object[] { "|i1", new byte[] { 0xFE }, -2.0 },
        new object[] { "<u8", new byte[] { 0, 0, 0, 0, 0, 0, 0, 0x80 }, 9223372036854775808.0 },
        new object[] { "<u4", new byte[] { 1, 2, 0, 0 }, 513.0 },
        new object[] { ">u2", new byte[] { 2, 1 }, 513.0 },
        new object[] { "|u1", new byte[] { 0xFE }, 254.0 },
        new object[] { "|b1", new byte[] { 1 }, 1.0 },
    ];

    [TestCaseSource(nameof(Types))]
    public void Every_element_type_is_read(string descr, byte[] element, double value)
    {
        NpyArray array = Read($"{{'descr': '{descr}', 'fortran_order': False, 'shape': (1,), }}", element);
        Assert.That(array.To<double>(), Is.EqualTo(new[] { value }));
    }

    [Test]
    public void Fortran_order_becomes_row_major()
    {
        byte[] columns = [1, 4, 2, 5, 3, 6];
        NpyArray array = Read("{'descr': '|u1', 'fortran_order': True, 'shape': (2, 3), }", columns);
        Assert.That(array.Shape, Is.EqualTo(new[] { 2, 3 }));
        Assert.That(array.To<int>(), Is.EqualTo(new[] { 1, 2, 3, 4, 5, 6 }));
        byte[] cube = [.. Enumerable.Range(0, 24).Select(i => (byte)i)];
        int[] rows = Read("{'descr': '|u1', 'fortran_order': True, 'shape': (2, 3, 4), }", cube).To<int>();
        for (int i = 0; i < 2; i++)
        {
            for (int j = 0; j < 3; j++)
            {
                for (int k = 0; k < 4; k++)
                    Assert.That(rows[(((i * 3) + j) * 4) + k], Is.EqualTo(i + (2 * j) + (6 * k)));
            }
        }
    }

    [TestCase(1)]
    [TestCase(2)]
    [TestCase(3)]
    public void Versions_of_the_format_differ_in_the_length_of_the_header(int version) =>
        Assert.That(Read("{'shape': (), 'descr': '<i2', 'fortran_order': False}", [7, 0], (byte)version).To<int>(), Is.EqualTo(new[] { 7 }));

    [TestCase("{'descr': 'O', 'fortran_order': False, 'shape': (1,)}", "element type 'O' is not supported")]
    [TestCase("{'descr': '<c8', 'fortran_order': False, 'shape': (1,)}", "element type '<c8' is not supported")]
    [TestCase("{'descr': '<f8', 'fortran_order': Maybe, 'shape': (1,)}", "fortran_order is 'Maybe'")]
    [TestCase("{'descr': '<f8', 'fortran_order': False}", "lacks descr, fortran_order or shape")]
    [TestCase("{'descr': '<f8', 'fortran_order': False, 'shape': (-1,)}", "a size '' that is not supported")]
    [TestCase("{'descr': '<f8', 'fortran_order': False, 'shape': (99999999999,)}", "a size '99999999999' that is not supported")]
    [TestCase("{'descr': '<f8', 'fortran_order': False, 'shape': (2147483647, 2147483647, 2147483647)}", "needs more than 2147479551 bytes")]
    [TestCase("{'descr': '<f8', 'fortran_order': False, 'shape': (4,)}", "it is cut off")]
    [TestCase("{'descr': '<f8', 'fortran_order': False, 'shape': (100000000,)}", "it is cut off")]
    [TestCase("{'descr': '<f8', 'more': 1}", "unknown key 'more'")]
    [TestCase("['descr']", "the header is damaged at character 1: '{' is missing")]
    [TestCase("{'descr: 1", "a string is missing")]
    public void A_bad_header_is_refused_with_the_reason(string header, string reason) =>
        Assert.That(() => Read(header, new byte[8]), Throws.TypeOf<InvalidDataException>().With.Message.Contains(reason));

    [Test]
    public void The_limit_of_the_caller_counts() =>
        Assert.That(
            () => NpyFormat.Read(Stream("{'descr': '<f8', 'fortran_order': False, 'shape': (4,)}", new byte[32], 1), limit: 31),
            Throws.TypeOf<InvalidDataException>().With.Message.Contains("more than 31 bytes"));

    [TestCase(new byte[] { }, "it is no NumPy array")]
    [TestCase(new byte[] { 0x93, (byte)'N', (byte)'U', (byte)'M', (byte)'P', (byte)'Y', 9, 0, 0, 0 }, "version 9")]
    [TestCase(new byte[] { 0x93, (byte)'N', (byte)'U', (byte)'M', (byte)'P', (byte)'Y', 2, 0, 0, 0, 0, 0x7F }, "claims 2130706432 bytes")]
    [TestCase(new byte[] { 0x93, (byte)'N', (byte)'U', (byte)'M', (byte)'P', (byte)'Y', 1, 0, 60 }, "it is cut off")]
    public void Bytes_that_are_no_array_are_refused(byte[] bytes, string reason) =>
        Assert.That(() => NpyFormat.Read(new MemoryStream(bytes)), Throws.TypeOf<InvalidDataException>().With.Message.Contains(reason));

    [Test]
    public void What_is_written_is_read_back_and_starts_at_a_multiple_of_64_bytes() =>
        Prop.ForAll<double[]>(values =>
        {
            using var stream = new MemoryStream();
            NpyFormat.Write(stream, NpyArray.Of(values, [1, values.Length]));
            Assert.That((stream.Length - (8L * values.Length)) % 64, Is.Zero);
            stream.Position = 0;
            NpyArray read = NpyFormat.Read(stream);
            Assert.That(read.Shape, Is.EqualTo(new[] { 1, values.Length }));
            Assert.That(read.To<double>().Select(BitConverter.DoubleToInt64Bits), Is.EqualTo(values.Select(BitConverter.DoubleToInt64Bits)));
        }).QuickCheckThrowOnFailure();

    [Test]
    public void An_element_that_does_not_fit_is_an_overflow() =>
        Assert.That(() => NpyArray.Of([1e10], [1]).To<int>(), Throws.TypeOf<OverflowException>());

    [TestCase(CompressionLevel.NoCompression)]
    [TestCase(CompressionLevel.Optimal)]
    public void Archives_are_read_stored_and_deflated(CompressionLevel level)
    {
        var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            using Stream entry = zip.CreateEntry("w1.npy", level).Open();
            NpyFormat.Write(entry, NpyArray.Of(Enumerable.Range(0, 1000).ToArray(), [10, 100]));
        }

        using NpzArchive archive = NpzArchive.Open(stream);
        Assert.That(archive.Names, Is.EqualTo(new[] { "w1" }));
        Assert.That(archive.Read("w1").To<long>(), Is.EqualTo(Enumerable.Range(0, 1000)));
        Assert.That(() => archive.Read("w2"), Throws.TypeOf<KeyNotFoundException>());
    }

    [Test]
    public void A_file_that_is_no_archive_is_refused() =>
        Assert.That(() => NpzArchive.Open(new MemoryStream([1, 2, 3])), Throws.TypeOf<InvalidDataException>().With.Message.EqualTo("it is no NumPy archive"));

    private static NpyArray Read(string header, byte[] data, byte version = 1) => NpyFormat.Read(Stream(header, data, version));

    private static MemoryStream Stream(string header, byte[] data, byte version)
    {
        byte[] text = Encoding.ASCII.GetBytes(header + "\n");
        byte[] length = version == 1 ? [(byte)text.Length, 0] : [(byte)text.Length, 0, 0, 0];
        return new MemoryStream([0x93, .. "NUMPY"u8, version, 0, .. length, .. text, .. data]);
    }
}
