using System.Numerics;
using Sqs.Compiler.Gates;
using Sqs.Compiler.Ir;
using Sqs.Compiler.Ir.Evaluation;
using Sqs.Compiler.Ir.Expressions;
using Sqs.Compiler.Ir.Operations;
using Sqs.Compiler.Ir.Types;

namespace Sqs.Compiler.Tests.Targets;

/// <summary>
/// The exact distribution over the reported registers by state vectors that split at every measurement and reset. Written apart from every pass
/// and from the engine, for at most a dozen used qubits.
/// </summary>
internal sealed class DenseEnumerator
{
    private const double Floor = 1e-15;

    private readonly CircuitProgram _program;
    private readonly ClassicalValue[] _inputs;
    private readonly int[] _slot;
    private readonly int _width;
    private readonly Dictionary<string, double> _distribution = new(StringComparer.Ordinal);

    private DenseEnumerator(CircuitProgram program, ClassicalValue[] inputs)
    {
        _program = program;
        _inputs = inputs;
        _slot = new int[program.QubitCount];
        Array.Fill(_slot, -1);
        foreach (int qubit in program.Body.DescendantOperations().Where(o => o is not BarrierOperation).SelectMany(o => o.Operands()).Select(q => q.Index))
        {
            if (_slot[qubit] < 0)
                _slot[qubit] = _width++;
        }

        Assert.That(_width, Is.LessThanOrEqualTo(16), "too many qubits for the dense enumerator");
    }

    /// <summary>The distribution; keys are the bits of the reported registers in order, bit 0 first.</summary>
    public static Dictionary<string, double> Run(CircuitProgram program, params double[] inputs)
    {
        ClassicalValue[] values = [.. inputs.Zip(program.Inputs, (v, i) => i.Type.Kind == ClassicalKind.Angle ? ClassicalValue.Angle(v) : ClassicalValue.Float(v))];
        var enumerator = new DenseEnumerator(program, values);
        var state = new Complex[1 << enumerator._width];
        state[0] = 1;
        Operation[] operations = [.. program.Body.Operations];
        enumerator.Step(operations, 0, state, new bool[program.BitCount], 1);
        return enumerator._distribution;
    }

    /// <summary>The greatest difference of two distributions.</summary>
    public static double Distance(Dictionary<string, double> left, Dictionary<string, double> right) =>
        left.Keys.Union(right.Keys).Max(k => Math.Abs(left.GetValueOrDefault(k) - right.GetValueOrDefault(k)));

    private void Step(ReadOnlyMemory<Operation> operations, int at, Complex[] state, bool[] bits, double weight)
    {
        for (; at < operations.Length; at++)
        {
            Operation operation = operations.Span[at];
            switch (operation)
            {
                case GateOperation gate:
                    Complex[] matrix = Matrix(gate.Gate, [.. gate.Angles.Select(a => Evaluator(bits).ToDouble(a))], gate.Modifiers.AsSpan());
                    Apply(state, matrix, [.. gate.Qubits.Select(q => _slot[q.Index])]);
                    break;
                case MeasureOperation or ResetOperation:
                    int slot = _slot[operation.Operands()[0].Index];
                    double one = Population(state, slot);
                    foreach (bool outcome in (ReadOnlySpan<bool>)[false, true])
                    {
                        double probability = outcome ? one : 1 - one;
                        if (probability * weight < Floor)
                            continue;
                        Complex[] projected = Project(state, slot, outcome, probability);
                        bool[] recorded = (bool[])bits.Clone();
                        if (operation is MeasureOperation { Target: { } bit })
                            recorded[bit.Index] = outcome;
                        if (operation is ResetOperation && outcome)
                            Apply(projected, [0, 1, 1, 0], [slot]);
                        Step(operations, at + 1, projected, recorded, weight * probability);
                    }

                    return;
                case IfOperation branch:
                    Block? taken = Evaluator(bits).IsTrue(branch.Condition) ? branch.Then : branch.Else;
                    if (taken is not null)
                    {
                        Operation[] rest = [.. taken.Operations, .. operations.Span[(at + 1)..]];
                        Step(rest, 0, state, bits, weight);
                        return;
                    }

                    break;
                case SwitchOperation choice:
                    Block? selected = choice.Default;
                    foreach (SwitchCase option in choice.Cases)
                    {
                        if (option.Labels.Contains((long)Evaluator(bits).ToInteger(choice.Target)))
                            selected = option.Body;
                    }

                    if (selected is not null)
                    {
                        Operation[] rest = [.. selected.Operations, .. operations.Span[(at + 1)..]];
                        Step(rest, 0, state, bits, weight);
                        return;
                    }

                    break;
                case BarrierOperation or DelayOperation:
                    break;
                default:
                    throw new NotSupportedException(operation.ToString());
            }
        }

        string key = string.Concat(_program.BitRegisters.Where(r => r.IsReported).SelectMany(r => bits.Skip(r.Offset).Take(r.Size)).Select(b => b ? '1' : '0'));
        _distribution[key] = _distribution.GetValueOrDefault(key) + weight;
    }

    private ExpressionEvaluator Evaluator(bool[] bits)
    {
        var memory = new ClassicalMemory(_program, _inputs);
        bits.CopyTo(memory.Bits);
        return new ExpressionEvaluator(_program, memory);
    }

    private static double Population(Complex[] state, int slot)
    {
        double sum = 0;
        for (int i = 0; i < state.Length; i++)
        {
            if ((i >> slot & 1) != 0)
                sum += (state[i] * Complex.Conjugate(state[i])).Real;
        }

        return sum;
    }

    private static Complex[] Project(Complex[] state, int slot, bool outcome, double probability)
    {
        double scale = 1 / Math.Sqrt(probability);
        var projected = new Complex[state.Length];
        for (int i = 0; i < state.Length; i++)
        {
            if ((i >> slot & 1) != 0 == outcome)
                projected[i] = state[i] * scale;
        }

        return projected;
    }

    private static Complex[] Matrix(Gate gate, double[] angles, ReadOnlySpan<GateModifier> modifiers)
    {
        if (!modifiers.IsEmpty)
        {
            Complex[] inner = Matrix(gate, angles, modifiers[1..]);
            int size = (int)Math.Round(Math.Sqrt(inner.Length));
            GateModifier modifier = modifiers[0];
            switch (modifier.Kind)
            {
                case GateModifierKind.Inverse:
                    return Adjoint(inner, size);
                case GateModifierKind.Power:
                    Assert.That(modifier.Exponent!.TryGetConstant(out double exponent) && exponent == Math.Floor(exponent), "only integer powers");
                    Complex[] power = Identity(size);
                    for (int i = 0; i < Math.Abs(exponent); i++)
                        power = Product(inner, power, size);
                    return exponent < 0 ? Adjoint(power, size) : power;
                default:
                    int active = modifier.Kind == GateModifierKind.Control ? 1 : 0;
                    Complex[] controlled = Identity(2 * size);
                    for (int row = 0; row < size; row++)
                    {
                        for (int column = 0; column < size; column++)
                            controlled[(((2 * row) + active) * 2 * size) + (2 * column) + active] = inner[(row * size) + column];
                    }

                    return controlled;
            }
        }

        if (gate is StandardGate standard)
            return standard.Matrix(angles);
        var composite = (CompositeGate)gate;
        int dimension = 1 << composite.QubitCount;
        Complex[] matrix = Identity(dimension);
        for (int column = 0; column < dimension; column++)
        {
            var state = new Complex[dimension];
            state[column] = 1;
            foreach (GateOperation operation in composite.Body.Operations.OfType<GateOperation>())
                Apply(state, Matrix(operation.Gate, [.. operation.Angles.Select(a => BodyAngle(a, angles))], operation.Modifiers.AsSpan()), [.. operation.Qubits.Select(q => q.Index)]);
            for (int row = 0; row < dimension; row++)
                matrix[(row * dimension) + column] = state[row];
        }

        return matrix;
    }

    private static double BodyAngle(Expression angle, double[] parameters)
    {
        Expression bound = angle.Rewrite(node => node is GateParameterExpression p ? Expression.Float(parameters[p.Index]) : node);
        var empty = new CircuitProgram();
        return new ExpressionEvaluator(empty, new ClassicalMemory(empty)).ToDouble(bound);
    }

    private static void Apply(Complex[] state, Complex[] matrix, int[] slots)
    {
        int size = 1 << slots.Length;
        var values = new Complex[size];
        int mask = slots.Sum(s => 1 << s);
        for (int start = 0; start < state.Length; start++)
        {
            if ((start & mask) != 0)
                continue;
            for (int i = 0; i < size; i++)
                values[i] = state[start | Spread(i, slots)];
            for (int row = 0; row < size; row++)
            {
                Complex sum = 0;
                for (int column = 0; column < size; column++)
                    sum += matrix[(row * size) + column] * values[column];
                state[start | Spread(row, slots)] = sum;
            }
        }
    }

    private static int Spread(int value, int[] slots)
    {
        int index = 0;
        for (int i = 0; i < slots.Length; i++)
            index |= (value >> i & 1) << slots[i];
        return index;
    }

    private static Complex[] Identity(int size)
    {
        var matrix = new Complex[size * size];
        for (int i = 0; i < size; i++)
            matrix[(i * size) + i] = 1;
        return matrix;
    }

    private static Complex[] Adjoint(Complex[] matrix, int size)
    {
        var adjoint = new Complex[matrix.Length];
        for (int row = 0; row < size; row++)
        {
            for (int column = 0; column < size; column++)
                adjoint[(row * size) + column] = Complex.Conjugate(matrix[(column * size) + row]);
        }

        return adjoint;
    }

    private static Complex[] Product(Complex[] left, Complex[] right, int size)
    {
        var product = new Complex[left.Length];
        for (int row = 0; row < size; row++)
        {
            for (int column = 0; column < size; column++)
            {
                for (int k = 0; k < size; k++)
                    product[(row * size) + column] += left[(row * size) + k] * right[(k * size) + column];
            }
        }

        return product;
    }
}
