using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Sqs.Simulation.Batched.Lanes;

/// <summary>Lanes of a 256-bit vector.</summary>
/// <param name="vector">The vector.</param>
internal readonly struct FloatLanes256(Vector256<float> vector) : IFloatLanes<FloatLanes256>
{
    private readonly Vector256<float> _vector = vector;

    public static int Count => Vector256<float>.Count;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatLanes256 Load(ref readonly float source, nuint offset) => new(Vector256.LoadUnsafe(in source, offset));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatLanes256 Broadcast(float value) => new(Vector256.Create(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatLanes256 FromBits(uint bits)
    {
        Vector256<uint> one = Vector256.Create(1u, 1u << 1, 1u << 2, 1u << 3, 1u << 4, 1u << 5, 1u << 6, 1u << 7);
        Vector256<uint> mask = Vector256.Equals(Vector256.Create(bits) & one, one);
        return new(mask.AsSingle() & Vector256<float>.One);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(ref float target, nuint offset) => _vector.StoreUnsafe(ref target, offset);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatLanes256 operator +(FloatLanes256 left, FloatLanes256 right) => new(left._vector + right._vector);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatLanes256 operator -(FloatLanes256 left, FloatLanes256 right) => new(left._vector - right._vector);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatLanes256 operator *(FloatLanes256 left, FloatLanes256 right) => new(left._vector * right._vector);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatLanes256 operator /(FloatLanes256 left, FloatLanes256 right) => new(left._vector / right._vector);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatLanes256 MultiplyAdd(FloatLanes256 left, FloatLanes256 right, FloatLanes256 addend) =>
        new(Vector256.FusedMultiplyAdd(left._vector, right._vector, addend._vector));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatLanes256 MultiplySubtract(FloatLanes256 left, FloatLanes256 right, FloatLanes256 addend) =>
        new(Vector256.FusedMultiplyAdd(-left._vector, right._vector, addend._vector));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatLanes256 Sqrt(FloatLanes256 value) => new(Vector256.Sqrt(value._vector));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatLanes256 Max(FloatLanes256 left, FloatLanes256 right) => new(Vector256.MaxNative(left._vector, right._vector));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatLanes256 Min(FloatLanes256 left, FloatLanes256 right) => new(Vector256.MinNative(left._vector, right._vector));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatLanes256 GreaterThan(FloatLanes256 left, FloatLanes256 right) => new(Vector256.GreaterThan(left._vector, right._vector));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatLanes256 Select(FloatLanes256 mask, FloatLanes256 whenSet, FloatLanes256 whenClear) =>
        new(Vector256.ConditionalSelect(mask._vector, whenSet._vector, whenClear._vector));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatLanes256 And(FloatLanes256 left, FloatLanes256 right) => new(left._vector & right._vector);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatLanes256 Xor(FloatLanes256 left, FloatLanes256 right) => new(left._vector ^ right._vector);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatLanes256 AddIntegers(FloatLanes256 left, FloatLanes256 right) => new((left._vector.AsUInt32() + right._vector.AsUInt32()).AsSingle());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public FloatLanes256 ShiftLeft(int count) => new((_vector.AsUInt32() << count).AsSingle());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public FloatLanes256 SignMask() => new((_vector.AsInt32() >> 31).AsSingle());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public uint SignBits() => (uint)_vector.ExtractMostSignificantBits();
}
