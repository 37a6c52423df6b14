using System.Numerics;
using Sqs.Compiler.Ir.Types;

namespace Sqs.Compiler.Ir.Evaluation;

/// <summary>The bits, variables and inputs of one shot of a program. Not thread safe; one a shot or a worker.</summary>
public sealed class ClassicalMemory
{
    private readonly CircuitProgram _program;
    private readonly ClassicalValue?[] _inputs;
    private readonly ClassicalValue[][] _variables;
    private readonly ClassicalValue[] _zeros;
    private readonly bool[] _bits;

    /// <summary>Creates memory in which every bit and variable is zero.</summary>
    /// <param name="program">The program.</param>
    /// <param name="inputs">One value an input, in declaration order; may be empty when none is read.</param>
    public ClassicalMemory(CircuitProgram program, ReadOnlySpan<ClassicalValue> inputs = default)
    {
        ArgumentNullException.ThrowIfNull(program);
        _program = program;
        _inputs = new ClassicalValue?[program.Inputs.Count];
        for (int i = 0; i < Math.Min(inputs.Length, _inputs.Length); i++)
            _inputs[i] = ClassicalConversion.Convert(inputs[i], program.Inputs[i].Type);
        _bits = new bool[program.BitCount];
        _zeros = new ClassicalValue[program.Variables.Count];
        _variables = new ClassicalValue[program.Variables.Count][];
        for (int i = 0; i < _variables.Length; i++)
        {
            ClassicalType type = program.Variables[i].Type;
            _zeros[i] = ZeroOf(type.Element);
            _variables[i] = new ClassicalValue[type.ElementCount()];
        }

        Reset();
    }

    /// <summary>The bits by flat index.</summary>
    public Span<bool> Bits => _bits;

    /// <summary>Sets every bit and variable to zero, as at the start of a shot.</summary>
    public void Reset()
    {
        Array.Clear(_bits);
        for (int i = 0; i < _variables.Length; i++)
            Array.Fill(_variables[i], _zeros[i]);
    }

    /// <summary>Takes over the bits and variables of another memory of the same program; inputs stay as they are.</summary>
    /// <param name="other">The other memory.</param>
    public void CopyFrom(ClassicalMemory other)
    {
        ArgumentNullException.ThrowIfNull(other);
        other._bits.CopyTo(_bits, 0);
        for (int i = 0; i < _variables.Length; i++)
            other._variables[i].CopyTo(_variables[i], 0);
    }

    /// <summary>The elements of a variable, row-major; one for a scalar.</summary>
    /// <param name="variable">Index into <see cref="CircuitProgram.Variables"/>.</param>
    /// <returns>The elements, which may be written.</returns>
    public Span<ClassicalValue> Variable(int variable) => _variables[variable];

    /// <summary>The value of an input, or null when none was bound.</summary>
    /// <param name="input">Index into <see cref="CircuitProgram.Inputs"/>.</param>
    /// <returns>The value.</returns>
    public ClassicalValue? Input(int input) => _inputs[input];

    /// <summary>The bits of a register as a number, bit 0 least significant.</summary>
    /// <param name="register">Index into <see cref="CircuitProgram.BitRegisters"/>.</param>
    /// <returns>The number.</returns>
    public BigInteger Register(int register)
    {
        BitRegister bits = _program.BitRegisters[register];
        if (bits.Size <= 64)
        {
            ulong small = 0;
            for (int i = bits.Size - 1; i >= 0; i--)
                small = (small << 1) | (_bits[bits.Offset + i] ? 1UL : 0UL);
            return small;
        }

        byte[] bytes = new byte[(bits.Size / 8) + 1];
        for (int i = 0; i < bits.Size; i++)
        {
            if (_bits[bits.Offset + i])
                bytes[i >> 3] |= (byte)(1 << (i & 7));
        }

        return new BigInteger(bytes, isUnsigned: true);
    }

    /// <summary>Writes a register.</summary>
    /// <param name="register">Index into <see cref="CircuitProgram.BitRegisters"/>.</param>
    /// <param name="value">The bits as a number, bit 0 least significant, not negative.</param>
    public void SetRegister(int register, BigInteger value)
    {
        BitRegister bits = _program.BitRegisters[register];
        for (int i = 0; i < bits.Size; i++, value >>= 1)
            _bits[bits.Offset + i] = !value.IsEven;
    }

    private static ClassicalValue ZeroOf(ClassicalType type) => type.Kind == ClassicalKind.Duration
        ? ClassicalValue.Duration(0)
        : ClassicalConversion.Convert(ClassicalValue.Int(0), type);
}
