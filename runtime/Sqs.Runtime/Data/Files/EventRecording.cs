using System.Buffers.Binary;
using System.Text;
using Sqs.Compiler.Diagnostics;

namespace Sqs.Runtime.Data.Files;

/// <summary>
/// Reads one recording: N-MNIST binary (<c>.bin</c>; five bytes an event: x, y, then the polarity bit and 23 bits of microseconds, big-endian), AEDAT 2.0 (big-endian pairs of address and
/// microseconds, with the addresses of the DVS128: polarity in bit 0, x in bits 1 to 7, y in bits 8 to 14) and AEDAT 3.1 (packets of little-endian polarity events).
/// </summary>
internal static class EventRecording
{
    private const int NmnistBytes = 5;
    private const int PairBytes = 8;
    private const int PacketHeader = 28;
    private const int PolarityType = 1;
    private const string Version2 = "#!AER-DAT2.0";
    private const string Version3 = "#!AER-DAT3.1";
    private const string EndOfHeader = "#!END-HEADER";

    /// <summary>Reads a recording; the kind is told by the first bytes, or by the extension <c>.bin</c>.</summary>
    /// <param name="path">Path.</param>
    /// <param name="diagnostics">Takes what is wrong.</param>
    /// <returns>The events in the order of the file, or null when there was an error.</returns>
    public static List<SensorEvent>? Read(string path, DiagnosticBag diagnostics)
    {
        if (InputFile.Read(path, diagnostics) is not { } bytes)
            return null;
        SourceSpan span = SourceSpan.WholeFile(path);
        if (StartsWith(bytes, Version2))
            return Pairs(bytes, span, diagnostics);
        if (StartsWith(bytes, Version3))
            return Packets(bytes, span, diagnostics);
        if (StartsWith(bytes, "#!AER-DAT"))
        {
            diagnostics.Report(DataDiagnostics.EventFile, span, $"its version is '{FirstLine(bytes)}'", $"versions are {Version2} and {Version3}");
            return null;
        }

        return Nmnist(bytes, span, diagnostics);
    }

    private static List<SensorEvent>? Nmnist(byte[] bytes, SourceSpan span, DiagnosticBag diagnostics)
    {
        if (bytes.Length == 0 || bytes.Length % NmnistBytes != 0)
        {
            diagnostics.Report(DataDiagnostics.EventFile, span, $"it has {bytes.Length} bytes", $"an N-MNIST recording has a positive multiple of {NmnistBytes}, and AEDAT starts with {Version2} or {Version3}");
            return null;
        }

        var events = new List<SensorEvent>(bytes.Length / NmnistBytes);
        long wraps = 0;
        long last = 0;
        for (int at = 0; at < bytes.Length; at += NmnistBytes)
        {
            long time = wraps + (((bytes[at + 2] & 0x7F) << 16) | (bytes[at + 3] << 8) | bytes[at + 4]);

            // 23 bits are 8.4 s: a step back by more than half of them is a wrap.
            if (time < last - (1 << 22))
            {
                wraps += 1 << 23;
                time += 1 << 23;
            }

            last = time;
            events.Add(new SensorEvent(bytes[at], bytes[at + 1], (bytes[at + 2] & 0x80) != 0, time));
        }

        return events;
    }

    private static List<SensorEvent>? Pairs(byte[] bytes, SourceSpan span, DiagnosticBag diagnostics)
    {
        // Lines that start with '#' are the header.
        int start = 0;
        while (start < bytes.Length && bytes[start] == '#')
        {
            int end = Array.IndexOf(bytes, (byte)'\n', start);
            start = end < 0 ? bytes.Length : end + 1;
        }

        if (start == bytes.Length || (bytes.Length - start) % PairBytes != 0)
        {
            diagnostics.Report(DataDiagnostics.EventFile, span, $"{bytes.Length - start} bytes follow the header", $"events take a positive multiple of {PairBytes}");
            return null;
        }

        var events = new List<SensorEvent>((bytes.Length - start) / PairBytes);
        for (int at = start; at < bytes.Length; at += PairBytes)
        {
            uint address = BinaryPrimitives.ReadUInt32BigEndian(bytes.AsSpan(at));
            if (address >> 15 != 0)
                continue;

            // The DVS128 counts columns from the right, and bit 0 is set where it became darker.
            events.Add(new SensorEvent(127 - (int)(address >> 1 & 0x7F), (int)(address >> 8 & 0x7F), (address & 1) == 0, BinaryPrimitives.ReadUInt32BigEndian(bytes.AsSpan(at + 4))));
        }

        return events;
    }

    private static List<SensorEvent>? Packets(byte[] bytes, SourceSpan span, DiagnosticBag diagnostics)
    {
        int marker = bytes.AsSpan().IndexOf(Encoding.ASCII.GetBytes(EndOfHeader));
        int start = marker < 0 ? -1 : Array.IndexOf(bytes, (byte)'\n', marker) + 1;
        if (start <= 0)
        {
            diagnostics.Report(DataDiagnostics.EventFile, span, "its header has no end", $"a line {EndOfHeader} ends it");
            return null;
        }

        var events = new List<SensorEvent>();
        for (int at = start; at < bytes.Length;)
        {
            int size = bytes.Length - at < PacketHeader ? -1 : BinaryPrimitives.ReadInt32LittleEndian(bytes.AsSpan(at + 4));
            int number = size < 0 ? -1 : BinaryPrimitives.ReadInt32LittleEndian(bytes.AsSpan(at + 20));
            if (size < 1 || number < 0 || (long)size * number > bytes.Length - at - PacketHeader)
            {
                diagnostics.Report(DataDiagnostics.EventFile, span, $"the packet at byte {at} is cut off or damaged", "fetch the file again");
                return null;
            }

            int type = BinaryPrimitives.ReadInt16LittleEndian(bytes.AsSpan(at));
            if (type == PolarityType && size != PairBytes)
            {
                diagnostics.Report(DataDiagnostics.EventFile, span, $"polarity events of the packet at byte {at} have {size} bytes", $"they have {PairBytes}");
                return null;
            }

            long wraps = (long)BinaryPrimitives.ReadInt32LittleEndian(bytes.AsSpan(at + 12)) << 31;
            ReadOnlySpan<byte> packet = bytes.AsSpan(at + PacketHeader, size * number);
            for (int i = 0; i < packet.Length && type == PolarityType; i += PairBytes)
            {
                uint data = BinaryPrimitives.ReadUInt32LittleEndian(packet[i..]);
                if ((data & 1) != 0)
                    events.Add(new SensorEvent((int)(data >> 17), (int)(data >> 2 & 0x7FFF), (data & 2) != 0, wraps + BinaryPrimitives.ReadInt32LittleEndian(packet[(i + 4)..])));
            }

            at += PacketHeader + (size * number);
        }

        return events;
    }

    private static bool StartsWith(byte[] bytes, string text) => bytes.AsSpan().StartsWith(Encoding.ASCII.GetBytes(text));

    private static string FirstLine(byte[] bytes)
    {
        int end = Array.IndexOf(bytes, (byte)'\n');
        return Encoding.ASCII.GetString(bytes, 0, Math.Min(end < 0 ? bytes.Length : end, 40)).TrimEnd('\r');
    }
}
