using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.InteropServices;
using Sqs.Compiler.Ir;

namespace Sqs.Compiler.Graph.NumPy;

/// <summary>An array of numbers as NumPy stores it: a shape and its elements in row-major order.</summary>
public sealed class NpyArray
{
    private readonly byte[] _data;

    /// <summary>Wraps elements.</summary>
    /// <param name="elementType">Their type.</param>
    /// <param name="shape">Sizes, outermost first; empty for a scalar.</param>
    /// <param name="data">The elements, row-major, little-endian.</param>
    internal NpyArray(NpyElementType elementType, EquatableArray<int> shape, byte[] data)
    {
        ElementType = elementType;
        Shape = shape;
        _data = data;
    }

    /// <summary>The type the elements have in the file.</summary>
    public NpyElementType ElementType { get; }

    /// <summary>Sizes, outermost first; empty for a scalar.</summary>
    public EquatableArray<int> Shape { get; }

    /// <summary>Number of elements.</summary>
    public int Count => _data.Length / SizeOf(ElementType);

    /// <summary>Whether the elements are integers or truth values.</summary>
    public bool IsInteger => ElementType < NpyElementType.Float16;

    /// <summary>The elements, row-major, little-endian.</summary>
    internal ReadOnlySpan<byte> Data => _data;

    /// <summary>An array of doubles.</summary>
    /// <param name="values">The elements, row-major.</param>
    /// <param name="shape">Sizes, outermost first.</param>
    /// <returns>The array.</returns>
    public static NpyArray Of(ReadOnlySpan<double> values, EquatableArray<int> shape)
    {
        byte[] data = new byte[values.Length * sizeof(double)];
        for (int i = 0; i < values.Length; i++)
            BinaryPrimitives.WriteDoubleLittleEndian(data.AsSpan(i * sizeof(double)), values[i]);
        return new NpyArray(NpyElementType.Float64, shape, data);
    }

    /// <summary>An array of integers.</summary>
    /// <param name="values">The elements, row-major.</param>
    /// <param name="shape">Sizes, outermost first.</param>
    /// <returns>The array.</returns>
    public static NpyArray Of(ReadOnlySpan<int> values, EquatableArray<int> shape)
    {
        byte[] data = new byte[values.Length * sizeof(int)];
        for (int i = 0; i < values.Length; i++)
            BinaryPrimitives.WriteInt32LittleEndian(data.AsSpan(i * sizeof(int)), values[i]);
        return new NpyArray(NpyElementType.Int32, shape, data);
    }

    /// <summary>An array of 64-bit words.</summary>
    /// <param name="values">The elements, row-major.</param>
    /// <param name="shape">Sizes, outermost first.</param>
    /// <returns>The array.</returns>
    public static NpyArray Of(ReadOnlySpan<ulong> values, EquatableArray<int> shape)
    {
        byte[] data = new byte[values.Length * sizeof(ulong)];
        for (int i = 0; i < values.Length; i++)
            BinaryPrimitives.WriteUInt64LittleEndian(data.AsSpan(i * sizeof(ulong)), values[i]);
        return new NpyArray(NpyElementType.UInt64, shape, data);
    }

    /// <summary>The elements as numbers of a type.</summary>
    /// <typeparam name="T">The type wanted.</typeparam>
    /// <returns>A new array, row-major.</returns>
    /// <exception cref="OverflowException">An element does not fit the type.</exception>
    public T[] To<T>()
        where T : unmanaged, INumberBase<T> => ElementType switch
        {
            NpyElementType.Bool or NpyElementType.UInt8 => Convert<byte, T>(),
            NpyElementType.Int8 => Convert<sbyte, T>(),
            NpyElementType.Int16 => Convert<short, T>(),
            NpyElementType.Int32 => Convert<int, T>(),
            NpyElementType.Int64 => Convert<long, T>(),
            NpyElementType.UInt16 => Convert<ushort, T>(),
            NpyElementType.UInt32 => Convert<uint, T>(),
            NpyElementType.UInt64 => Convert<ulong, T>(),
            NpyElementType.Float16 => Convert<Half, T>(),
            NpyElementType.Float32 => Convert<float, T>(),
            _ => Convert<double, T>(),
        };

    /// <summary>Size of an element.</summary>
    /// <param name="type">Its type.</param>
    /// <returns>Bytes.</returns>
    internal static int SizeOf(NpyElementType type) => type switch
    {
        NpyElementType.Bool or NpyElementType.Int8 or NpyElementType.UInt8 => 1,
        NpyElementType.Int16 or NpyElementType.UInt16 or NpyElementType.Float16 => 2,
        NpyElementType.Int32 or NpyElementType.UInt32 or NpyElementType.Float32 => 4,
        _ => 8,
    };

    private TTo[] Convert<TFrom, TTo>()
        where TFrom : unmanaged, INumberBase<TFrom>
        where TTo : unmanaged, INumberBase<TTo>
    {
        ReadOnlySpan<TFrom> from = MemoryMarshal.Cast<byte, TFrom>(_data);
        var to = new TTo[from.Length];
        if (typeof(TFrom) == typeof(TTo))
        {
            MemoryMarshal.Cast<TFrom, TTo>(from).CopyTo(to);
            return to;
        }

        for (int i = 0; i < to.Length; i++)
            to[i] = TTo.CreateChecked(from[i]);
        return to;
    }
}
