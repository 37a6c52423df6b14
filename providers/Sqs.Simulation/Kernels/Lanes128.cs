using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Sqs.Simulation.Kernels;

/// <summary>Lanes of a 128-bit vector.</summary>
/// <typeparam name="T">Format of a real number, double or float.</typeparam>
/// <param name="vector">The vector.</param>
internal readonly struct Lanes128<T>(Vector128<T> vector) : ILanes<Lanes128<T>, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly Vector128<T> _vector = vector;

    public static int Count => Vector128<T>.Count;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128<T> Load(ref readonly T source, nuint offset) => new(Vector128.LoadUnsafe(in source, offset));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128<T> Broadcast(T value) => new(Vector128.Create(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(ref T target, nuint offset) => _vector.StoreUnsafe(ref target, offset);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128<T> Add(Lanes128<T> left, Lanes128<T> right) => new(left._vector + right._vector);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128<T> Multiply(Lanes128<T> left, Lanes128<T> right) => new(left._vector * right._vector);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128<T> MultiplyAdd(Lanes128<T> left, Lanes128<T> right, Lanes128<T> addend) =>
        typeof(T) == typeof(double)
            ? new(Vector128.FusedMultiplyAdd(left._vector.AsDouble(), right._vector.AsDouble(), addend._vector.AsDouble()).As<double, T>())
            : new(Vector128.FusedMultiplyAdd(left._vector.AsSingle(), right._vector.AsSingle(), addend._vector.AsSingle()).As<float, T>());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128<T> MultiplySubtract(Lanes128<T> left, Lanes128<T> right, Lanes128<T> addend) =>
        typeof(T) == typeof(double)
            ? new(Vector128.FusedMultiplyAdd(-left._vector.AsDouble(), right._vector.AsDouble(), addend._vector.AsDouble()).As<double, T>())
            : new(Vector128.FusedMultiplyAdd(-left._vector.AsSingle(), right._vector.AsSingle(), addend._vector.AsSingle()).As<float, T>());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Lanes128<T> Exchange(int mask)
    {
        if (typeof(T) == typeof(double))
        {
            Vector128<long> lanes = Vector128<long>.Indices ^ Vector128.Create((long)mask);
            return new(Vector128.Shuffle(_vector.AsDouble(), lanes).As<double, T>());
        }

        Vector128<int> indices = Vector128<int>.Indices ^ Vector128.Create(mask);
        return new(Vector128.Shuffle(_vector.AsSingle(), indices).As<float, T>());
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128<T> Partners(int mask) => typeof(T) == typeof(double)
        ? new((Vector128<long>.Indices ^ Vector128.Create((long)mask)).As<long, T>())
        : new((Vector128<int>.Indices ^ Vector128.Create(mask)).As<int, T>());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Lanes128<T> Permute(Lanes128<T> indices) => typeof(T) == typeof(double)
        ? new(Vector128.ShuffleNative(_vector.AsDouble(), indices._vector.AsInt64()).As<double, T>())
        : new(Vector128.ShuffleNative(_vector.AsSingle(), indices._vector.AsInt32()).As<float, T>());
}
