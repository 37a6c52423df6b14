using System.Numerics;
using Sqs.Compiler.Gates;
using Sqs.Compiler.Ir;
using Sqs.Compiler.Ir.Expressions;
using Sqs.Compiler.Ir.Operations;

namespace Sqs.Simulation.Tests.Reference;

/// <summary>
/// The meaning of a dynamic circuit by brute force, written without any code of the engine: one unnormalised density matrix of all
/// qubits for every value of the classical bits.
/// </summary>
internal sealed class DensityEnumeration
{
    private readonly CircuitProgram _program;
    private readonly int _size;

    private DensityEnumeration(CircuitProgram program)
    {
        _program = program;
        _size = 1 << program.QubitCount;
    }

    /// <summary>The exact distribution over all bits of a program of gates, measurements, resets and conditionals.</summary>
    /// <param name="program">The program; its angles are constants.</param>
    /// <returns>Probability by bits, bit i of the key being flat bit i.</returns>
    public static SortedDictionary<ulong, double> Distribution(CircuitProgram program)
    {
        var enumeration = new DensityEnumeration(program);
        var start = new Complex[enumeration._size * enumeration._size];
        start[0] = 1;
        Dictionary<ulong, Complex[]> ensemble = enumeration.Run(program.Body, new() { [0] = start });
        var distribution = new SortedDictionary<ulong, double>();
        foreach ((ulong bits, Complex[] density) in ensemble)
        {
            double probability = enumeration.Trace(density);
            if (probability > 1e-13)
                distribution[bits] = probability;
        }

        return distribution;
    }

    private Dictionary<ulong, Complex[]> Run(Block block, Dictionary<ulong, Complex[]> ensemble)
    {
        foreach (Operation operation in block.Operations)
        {
            var next = new Dictionary<ulong, Complex[]>();
            foreach ((ulong bits, Complex[] density) in ensemble)
            {
                foreach ((ulong newBits, Complex[] part) in Step(operation, bits, density))
                    next[newBits] = next.TryGetValue(newBits, out Complex[]? sum) ? Add(sum, part) : part;
            }

            ensemble = next;
        }

        return ensemble;
    }

    private IEnumerable<(ulong Bits, Complex[] Density)> Step(Operation operation, ulong bits, Complex[] density)
    {
        switch (operation)
        {
            case GateOperation gate:
                double[] angles = [.. gate.Angles.Select(static a => a.TryGetConstant(out double value) ? value : throw new ArgumentException("angle"))];
                int[] qubits = [.. gate.Qubits.Select(static q => q.Index)];
                return [(bits, Conjugate(((StandardGate)gate.Gate).Matrix(angles), qubits, density))];
            case MeasureOperation measure:
                return
                [
                    (Write(bits, measure.Target, false), Project(density, measure.Qubit.Index, 0)),
                    (Write(bits, measure.Target, true), Project(density, measure.Qubit.Index, 1)),
                ];
            case ResetOperation reset:
                Complex[] flip = GateTable.Find("x").Matrix();
                return [(bits, Add(Project(density, reset.Qubit.Index, 0), Conjugate(flip, [reset.Qubit.Index], Project(density, reset.Qubit.Index, 1))))];
            case IfOperation branch:
                Block? taken = Holds(branch.Condition, bits) ? branch.Then : branch.Else;
                return taken is null ? [(bits, density)] : Run(taken, new() { [bits] = density }).Select(static p => (p.Key, p.Value));
            default:
                throw new ArgumentException(operation.GetType().Name);
        }
    }

    private bool Holds(Expression condition, ulong bits) => condition switch
    {
        BitExpression bit => ((bits >> bit.Bit) & 1) != 0,
        UnaryExpression { Operator: UnaryOperator.Not } not => !Holds(not.Operand, bits),
        BinaryExpression { Operator: BinaryOperator.Equal, Left: RegisterExpression register, Right: ConstantExpression constant } =>
            Register(register.Register, bits) == constant.Value.Integer,
        _ => throw new ArgumentException(condition.ToString()),
    };

    private ulong Register(int register, ulong bits)
    {
        BitRegister declared = _program.BitRegisters[register];
        return (bits >> declared.Offset) & ((1UL << declared.Size) - 1);
    }

    private static ulong Write(ulong bits, BitOperand? target, bool value) =>
        target is not { } bit ? bits : value ? bits | (1UL << bit.Index) : bits & ~(1UL << bit.Index);

    private Complex[] Project(Complex[] density, int qubit, int value)
    {
        var result = new Complex[density.Length];
        for (int row = 0; row < _size; row++)
        {
            for (int column = 0; column < _size; column++)
            {
                if (((row >> qubit) & 1) == value && ((column >> qubit) & 1) == value)
                    result[(row * _size) + column] = density[(row * _size) + column];
            }
        }

        return result;
    }

    // U rho U^dagger, with the sums over the gate's own index spelled out.
    private Complex[] Conjugate(Complex[] gate, int[] qubits, Complex[] density)
    {
        int inner = 1 << qubits.Length;
        var left = new Complex[density.Length];
        for (int row = 0; row < _size; row++)
        {
            for (int k = 0; k < inner; k++)
            {
                Complex entry = gate[(Local(row, qubits) * inner) + k];
                int source = Replace(row, qubits, k);
                for (int column = 0; column < _size; column++)
                    left[(row * _size) + column] += entry * density[(source * _size) + column];
            }
        }

        var result = new Complex[density.Length];
        for (int column = 0; column < _size; column++)
        {
            for (int k = 0; k < inner; k++)
            {
                Complex entry = Complex.Conjugate(gate[(Local(column, qubits) * inner) + k]);
                int source = Replace(column, qubits, k);
                for (int row = 0; row < _size; row++)
                    result[(row * _size) + column] += entry * left[(row * _size) + source];
            }
        }

        return result;
    }

    private static int Local(int index, int[] qubits)
    {
        int local = 0;
        for (int i = 0; i < qubits.Length; i++)
            local |= ((index >> qubits[i]) & 1) << i;
        return local;
    }

    private static int Replace(int index, int[] qubits, int local)
    {
        for (int i = 0; i < qubits.Length; i++)
            index = (index & ~(1 << qubits[i])) | (((local >> i) & 1) << qubits[i]);
        return index;
    }

    private double Trace(Complex[] density)
    {
        double trace = 0;
        for (int i = 0; i < _size; i++)
            trace += density[(i * _size) + i].Real;
        return trace;
    }

    private static Complex[] Add(Complex[] left, Complex[] right) => [.. left.Zip(right, static (a, b) => a + b)];
}
