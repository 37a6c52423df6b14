using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Sqs.Simulation.Batched.Lanes;

/// <summary>Lanes of a 128-bit vector.</summary>
/// <param name="vector">The vector.</param>
internal readonly struct FloatLanes128(Vector128<float> vector) : IFloatLanes<FloatLanes128>
{
    private readonly Vector128<float> _vector = vector;

    public static int Count => Vector128<float>.Count;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatLanes128 Load(ref readonly float source, nuint offset) => new(Vector128.LoadUnsafe(in source, offset));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatLanes128 Broadcast(float value) => new(Vector128.Create(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatLanes128 FromBits(uint bits)
    {
        Vector128<uint> one = Vector128.Create(1u, 1u << 1, 1u << 2, 1u << 3);
        Vector128<uint> mask = Vector128.Equals(Vector128.Create(bits) & one, one);
        return new(mask.AsSingle() & Vector128<float>.One);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(ref float target, nuint offset) => _vector.StoreUnsafe(ref target, offset);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatLanes128 operator +(FloatLanes128 left, FloatLanes128 right) => new(left._vector + right._vector);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatLanes128 operator -(FloatLanes128 left, FloatLanes128 right) => new(left._vector - right._vector);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatLanes128 operator *(FloatLanes128 left, FloatLanes128 right) => new(left._vector * right._vector);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatLanes128 operator /(FloatLanes128 left, FloatLanes128 right) => new(left._vector / right._vector);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatLanes128 MultiplyAdd(FloatLanes128 left, FloatLanes128 right, FloatLanes128 addend) =>
        new(Vector128.FusedMultiplyAdd(left._vector, right._vector, addend._vector));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatLanes128 MultiplySubtract(FloatLanes128 left, FloatLanes128 right, FloatLanes128 addend) =>
        new(Vector128.FusedMultiplyAdd(-left._vector, right._vector, addend._vector));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatLanes128 Sqrt(FloatLanes128 value) => new(Vector128.Sqrt(value._vector));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatLanes128 Max(FloatLanes128 left, FloatLanes128 right) => new(Vector128.MaxNative(left._vector, right._vector));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatLanes128 Min(FloatLanes128 left, FloatLanes128 right) => new(Vector128.MinNative(left._vector, right._vector));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatLanes128 GreaterThan(FloatLanes128 left, FloatLanes128 right) => new(Vector128.GreaterThan(left._vector, right._vector));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatLanes128 Select(FloatLanes128 mask, FloatLanes128 whenSet, FloatLanes128 whenClear) =>
        new(Vector128.ConditionalSelect(mask._vector, whenSet._vector, whenClear._vector));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatLanes128 And(FloatLanes128 left, FloatLanes128 right) => new(left._vector & right._vector);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatLanes128 Xor(FloatLanes128 left, FloatLanes128 right) => new(left._vector ^ right._vector);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatLanes128 AddIntegers(FloatLanes128 left, FloatLanes128 right) => new((left._vector.AsUInt32() + right._vector.AsUInt32()).AsSingle());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public FloatLanes128 ShiftLeft(int count) => new((_vector.AsUInt32() << count).AsSingle());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public FloatLanes128 SignMask() => new((_vector.AsInt32() >> 31).AsSingle());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public uint SignBits() => (uint)_vector.ExtractMostSignificantBits();
}
