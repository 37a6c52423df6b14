using System.Buffers.Binary;
using System.Text;

namespace Sqs.Compiler.Graph.NumPy;

/// <summary>Reads and writes <c>.npy</c> files, versions 1 to 3 (NumPy Enhancement Proposal 1).</summary>
public static class NpyFormat
{
    /// <summary>The most bytes of elements an array may have unless the caller says otherwise: what one array of the runtime holds.</summary>
    public const long DefaultLimit = int.MaxValue - 4096;

    private const int MaximumHeader = 1 << 20;
    private const int FirstBuffer = 1 << 24;

    private static ReadOnlySpan<byte> Magic => "NUMPY"u8;

    /// <summary>Reads an array.</summary>
    /// <param name="stream">Stands at the first byte of the file.</param>
    /// <param name="limit">The most bytes of elements that are accepted. Memory grows with what is really read, not with what a header claims.</param>
    /// <returns>The array in row-major order.</returns>
    /// <exception cref="InvalidDataException">The bytes are no array that can be read; the message says why.</exception>
    /// <exception cref="IOException">The stream fails.</exception>
    public static NpyArray Read(Stream stream, long limit = DefaultLimit)
    {
        ArgumentNullException.ThrowIfNull(stream);
        NpyHeader header = ReadHeader(stream);
        int size = NpyArray.SizeOf(header.ElementType);
        long bytes = size;
        foreach (int extent in header.Shape)
        {
            // Sizes are below 2^31 and the product is checked after each factor, so it cannot overflow.
            bytes *= extent;
            if (bytes > Math.Min(limit, DefaultLimit))
                throw new InvalidDataException($"its shape ({string.Join(", ", header.Shape)}) needs more than {Math.Min(limit, DefaultLimit)} bytes");
        }

        byte[] data = ReadData(stream, (int)bytes);
        if (header.IsBigEndian)
            SwapBytes(data, size);
        if (header.IsFortranOrder && header.Shape.Count > 1)
            data = ToRowMajor(data, size, header.Shape.AsSpan());
        return new NpyArray(header.ElementType, header.Shape, data);
    }

    /// <summary>Writes an array, row-major and little-endian, in version 1 of the format.</summary>
    /// <param name="stream">Takes the bytes.</param>
    /// <param name="array">The array.</param>
    public static void Write(Stream stream, NpyArray array)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(array);
        const int prefix = 10;
        byte[] header = Encoding.ASCII.GetBytes(new NpyHeader(array.ElementType, false, false, array.Shape).Format(prefix));
        Span<byte> start = stackalloc byte[prefix];
        start[0] = 0x93;
        Magic.CopyTo(start[1..]);
        start[6] = 1;
        start[7] = 0;
        BinaryPrimitives.WriteUInt16LittleEndian(start[8..], checked((ushort)header.Length));
        stream.Write(start);
        stream.Write(header);
        stream.Write(array.Data);
    }

    private static NpyHeader ReadHeader(Stream stream)
    {
        Span<byte> start = stackalloc byte[8];
        if (stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false) < start.Length || start[0] != 0x93 || !start[1..6].SequenceEqual(Magic))
            throw new InvalidDataException("it is no NumPy array");
        int version = start[6];
        if (version is < 1 or > 3)
            throw new InvalidDataException($"it has version {version} of the NumPy format; versions 1 to 3 are read");
        Span<byte> length = stackalloc byte[4];
        length.Clear();
        ReadFully(stream, version == 1 ? length[..2] : length);
        uint count = BinaryPrimitives.ReadUInt32LittleEndian(length);
        if (count > MaximumHeader)
            throw new InvalidDataException($"its header claims {count} bytes; at most {MaximumHeader} are read");
        byte[] text = new byte[count];
        ReadFully(stream, text);
        return NpyHeader.Parse(Encoding.UTF8.GetString(text));
    }

    private static byte[] ReadData(Stream stream, int bytes)
    {
        byte[] data = new byte[Math.Min(bytes, FirstBuffer)];
        int read = 0;
        while (true)
        {
            ReadFully(stream, data.AsSpan(read));
            read = data.Length;
            if (read == bytes)
                return data;
            Array.Resize(ref data, (int)Math.Min(bytes, 2L * data.Length));
        }
    }

    private static void ReadFully(Stream stream, Span<byte> buffer)
    {
        if (stream.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false) < buffer.Length)
            throw new InvalidDataException("it is cut off");
    }

    private static void SwapBytes(byte[] data, int size)
    {
        for (int i = 0; i < data.Length; i += size)
            data.AsSpan(i, size).Reverse();
    }

    private static byte[] ToRowMajor(byte[] columns, int size, ReadOnlySpan<int> shape)
    {
        byte[] rows = new byte[columns.Length];
        int[] index = new int[shape.Length];
        int[] strides = new int[shape.Length];
        int stride = size;
        for (int axis = 0; axis < shape.Length; axis++)
        {
            strides[axis] = stride;
            stride *= shape[axis];
        }

        int from = 0;
        for (int to = 0; to < rows.Length; to += size)
        {
            columns.AsSpan(from, size).CopyTo(rows.AsSpan(to));
            for (int axis = shape.Length - 1; axis >= 0; axis--)
            {
                from += strides[axis];
                if (++index[axis] < shape[axis])
                    break;
                from -= strides[axis] * shape[axis];
                index[axis] = 0;
            }
        }

        return rows;
    }
}
