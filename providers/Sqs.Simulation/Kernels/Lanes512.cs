using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Sqs.Simulation.Kernels;

/// <summary>Lanes of a 512-bit vector.</summary>
/// <typeparam name="T">Format of a real number, double or float.</typeparam>
/// <param name="vector">The vector.</param>
internal readonly struct Lanes512<T>(Vector512<T> vector) : ILanes<Lanes512<T>, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly Vector512<T> _vector = vector;

    public static int Count => Vector512<T>.Count;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512<T> Load(ref readonly T source, nuint offset) => new(Vector512.LoadUnsafe(in source, offset));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512<T> Broadcast(T value) => new(Vector512.Create(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(ref T target, nuint offset) => _vector.StoreUnsafe(ref target, offset);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512<T> Add(Lanes512<T> left, Lanes512<T> right) => new(left._vector + right._vector);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512<T> Multiply(Lanes512<T> left, Lanes512<T> right) => new(left._vector * right._vector);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512<T> MultiplyAdd(Lanes512<T> left, Lanes512<T> right, Lanes512<T> addend) =>
        typeof(T) == typeof(double)
            ? new(Vector512.FusedMultiplyAdd(left._vector.AsDouble(), right._vector.AsDouble(), addend._vector.AsDouble()).As<double, T>())
            : new(Vector512.FusedMultiplyAdd(left._vector.AsSingle(), right._vector.AsSingle(), addend._vector.AsSingle()).As<float, T>());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512<T> MultiplySubtract(Lanes512<T> left, Lanes512<T> right, Lanes512<T> addend)
    {
        if (typeof(T) == typeof(double))
        {
            return new(Avx512F.IsSupported
                ? Avx512F.FusedMultiplyAddNegated(left._vector.AsDouble(), right._vector.AsDouble(), addend._vector.AsDouble()).As<double, T>()
                : Vector512.FusedMultiplyAdd(-left._vector.AsDouble(), right._vector.AsDouble(), addend._vector.AsDouble()).As<double, T>());
        }

        return new(Avx512F.IsSupported
            ? Avx512F.FusedMultiplyAddNegated(left._vector.AsSingle(), right._vector.AsSingle(), addend._vector.AsSingle()).As<float, T>()
            : Vector512.FusedMultiplyAdd(-left._vector.AsSingle(), right._vector.AsSingle(), addend._vector.AsSingle()).As<float, T>());
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Lanes512<T> Exchange(int mask)
    {
        if (typeof(T) == typeof(double))
        {
            Vector512<long> lanes = Vector512<long>.Indices ^ Vector512.Create((long)mask);
            return new(Vector512.Shuffle(_vector.AsDouble(), lanes).As<double, T>());
        }

        Vector512<int> indices = Vector512<int>.Indices ^ Vector512.Create(mask);
        return new(Vector512.Shuffle(_vector.AsSingle(), indices).As<float, T>());
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512<T> Partners(int mask) => typeof(T) == typeof(double)
        ? new((Vector512<long>.Indices ^ Vector512.Create((long)mask)).As<long, T>())
        : new((Vector512<int>.Indices ^ Vector512.Create(mask)).As<int, T>());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Lanes512<T> Permute(Lanes512<T> indices) => typeof(T) == typeof(double)
        ? new(Vector512.ShuffleNative(_vector.AsDouble(), indices._vector.AsInt64()).As<double, T>())
        : new(Vector512.ShuffleNative(_vector.AsSingle(), indices._vector.AsInt32()).As<float, T>());
}
