using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Sqs.Simulation.Kernels;

/// <summary>Lanes of a 256-bit vector.</summary>
/// <typeparam name="T">Format of a real number, double or float.</typeparam>
/// <param name="vector">The vector.</param>
internal readonly struct Lanes256<T>(Vector256<T> vector) : ILanes<Lanes256<T>, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly Vector256<T> _vector = vector;

    public static int Count => Vector256<T>.Count;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256<T> Load(ref readonly T source, nuint offset) => new(Vector256.LoadUnsafe(in source, offset));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256<T> Broadcast(T value) => new(Vector256.Create(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(ref T target, nuint offset) => _vector.StoreUnsafe(ref target, offset);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256<T> Add(Lanes256<T> left, Lanes256<T> right) => new(left._vector + right._vector);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256<T> Multiply(Lanes256<T> left, Lanes256<T> right) => new(left._vector * right._vector);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256<T> MultiplyAdd(Lanes256<T> left, Lanes256<T> right, Lanes256<T> addend) =>
        typeof(T) == typeof(double)
            ? new(Vector256.FusedMultiplyAdd(left._vector.AsDouble(), right._vector.AsDouble(), addend._vector.AsDouble()).As<double, T>())
            : new(Vector256.FusedMultiplyAdd(left._vector.AsSingle(), right._vector.AsSingle(), addend._vector.AsSingle()).As<float, T>());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256<T> MultiplySubtract(Lanes256<T> left, Lanes256<T> right, Lanes256<T> addend)
    {
        if (typeof(T) == typeof(double))
        {
            return new(Fma.IsSupported
                ? Fma.MultiplyAddNegated(left._vector.AsDouble(), right._vector.AsDouble(), addend._vector.AsDouble()).As<double, T>()
                : Vector256.FusedMultiplyAdd(-left._vector.AsDouble(), right._vector.AsDouble(), addend._vector.AsDouble()).As<double, T>());
        }

        return new(Fma.IsSupported
            ? Fma.MultiplyAddNegated(left._vector.AsSingle(), right._vector.AsSingle(), addend._vector.AsSingle()).As<float, T>()
            : Vector256.FusedMultiplyAdd(-left._vector.AsSingle(), right._vector.AsSingle(), addend._vector.AsSingle()).As<float, T>());
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Lanes256<T> Exchange(int mask)
    {
        if (typeof(T) == typeof(double))
        {
            Vector256<long> lanes = Vector256<long>.Indices ^ Vector256.Create((long)mask);
            return new(Vector256.Shuffle(_vector.AsDouble(), lanes).As<double, T>());
        }

        Vector256<int> indices = Vector256<int>.Indices ^ Vector256.Create(mask);
        return new(Vector256.Shuffle(_vector.AsSingle(), indices).As<float, T>());
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256<T> Partners(int mask) => typeof(T) == typeof(double)
        ? new((Vector256<long>.Indices ^ Vector256.Create((long)mask)).As<long, T>())
        : new((Vector256<int>.Indices ^ Vector256.Create(mask)).As<int, T>());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Lanes256<T> Permute(Lanes256<T> indices) => typeof(T) == typeof(double)
        ? new(Vector256.ShuffleNative(_vector.AsDouble(), indices._vector.AsInt64()).As<double, T>())
        : new(Vector256.ShuffleNative(_vector.AsSingle(), indices._vector.AsInt32()).As<float, T>());
}
