using System.Runtime.CompilerServices;

namespace Sqs.Simulation.Batched.Lanes;

/// <summary>A single lane: the scalar twin of the vectors, which they are tested against.</summary>
/// <param name="value">The number.</param>
internal readonly struct FloatLane(float value) : IFloatLanes<FloatLane>
{
    private readonly float _value = value;

    public static int Count => 1;

    private uint Bits => BitConverter.SingleToUInt32Bits(_value);

    public static FloatLane Load(ref readonly float source, nuint offset) => new(Unsafe.Add(ref Unsafe.AsRef(in source), offset));

    public static FloatLane Broadcast(float value) => new(value);

    public static FloatLane FromBits(uint bits) => new(bits & 1);

    public void Store(ref float target, nuint offset) => Unsafe.Add(ref target, offset) = _value;

    public static FloatLane operator +(FloatLane left, FloatLane right) => new(left._value + right._value);

    public static FloatLane operator -(FloatLane left, FloatLane right) => new(left._value - right._value);

    public static FloatLane operator *(FloatLane left, FloatLane right) => new(left._value * right._value);

    public static FloatLane operator /(FloatLane left, FloatLane right) => new(left._value / right._value);

    public static FloatLane MultiplyAdd(FloatLane left, FloatLane right, FloatLane addend) =>
        new(MathF.FusedMultiplyAdd(left._value, right._value, addend._value));

    public static FloatLane MultiplySubtract(FloatLane left, FloatLane right, FloatLane addend) =>
        new(MathF.FusedMultiplyAdd(-left._value, right._value, addend._value));

    public static FloatLane Sqrt(FloatLane value) => new(MathF.Sqrt(value._value));

    // The second number where one is no number, as the vector instructions have it.
    public static FloatLane Max(FloatLane left, FloatLane right) => left._value > right._value ? left : right;

    public static FloatLane Min(FloatLane left, FloatLane right) => left._value < right._value ? left : right;

    public static FloatLane GreaterThan(FloatLane left, FloatLane right) => FromPattern(left._value > right._value ? uint.MaxValue : 0);

    public static FloatLane Select(FloatLane mask, FloatLane whenSet, FloatLane whenClear) =>
        FromPattern((mask.Bits & whenSet.Bits) | (~mask.Bits & whenClear.Bits));

    public static FloatLane And(FloatLane left, FloatLane right) => FromPattern(left.Bits & right.Bits);

    public static FloatLane Xor(FloatLane left, FloatLane right) => FromPattern(left.Bits ^ right.Bits);

    public static FloatLane AddIntegers(FloatLane left, FloatLane right) => FromPattern(unchecked(left.Bits + right.Bits));

    public FloatLane ShiftLeft(int count) => FromPattern(Bits << count);

    public FloatLane SignMask() => FromPattern((uint)((int)Bits >> 31));

    public uint SignBits() => Bits >> 31;

    private static FloatLane FromPattern(uint bits) => new(BitConverter.UInt32BitsToSingle(bits));
}
