using System.Numerics;
using Sqs.Compiler.Gates;
using Sqs.Compiler.Ir;
using Sqs.Compiler.Ir.Expressions;
using Sqs.Compiler.Ir.Operations;
using Sqs.Simulation.Noise;

namespace Sqs.Simulation.Tests.Reference;

/// <summary>
/// The meaning of a dynamic circuit by brute force, written without any code of the engine: one unnormalised density matrix of all
/// qubits for every value of the classical bits.
/// </summary>
internal sealed class DensityEnumeration
{
    private readonly CircuitProgram _program;
    private readonly NoiseModel? _noise;
    private readonly double[] _clocks;
    private readonly Dictionary<int, BigInteger> _loopValues = [];
    private readonly int _size;

    private DensityEnumeration(CircuitProgram program, NoiseModel? noise)
    {
        _program = program;
        _noise = noise;
        _clocks = new double[program.QubitCount];
        _size = 1 << program.QubitCount;
    }

    // What an operation makes of one density matrix: parts by the new value of the bits.
    private delegate IEnumerable<(ulong Bits, Complex[] Density)> Step(ulong bits, Complex[] density);

    /// <summary>The exact distribution over all bits of a program of gates, measurements, resets, assignments of bits, conditionals and loops.</summary>
    /// <param name="program">The program; its angles are constants.</param>
    /// <param name="noise">Noise, or null.</param>
    /// <returns>Probability by bits, bit i of the key being flat bit i.</returns>
    public static SortedDictionary<ulong, double> Distribution(CircuitProgram program, NoiseModel? noise = null)
    {
        var enumeration = new DensityEnumeration(program, noise);
        var start = new Complex[enumeration._size * enumeration._size];
        start[0] = 1;
        Dictionary<ulong, Complex[]> ensemble = Run(enumeration.Compile(program.Body), new() { [0] = start });
        var distribution = new SortedDictionary<ulong, double>();
        foreach ((ulong bits, Complex[] density) in ensemble)
        {
            double probability = enumeration.Trace(density);
            if (probability > 1e-13)
                distribution[bits] = probability;
        }

        return distribution;
    }

    private static Dictionary<ulong, Complex[]> Run(List<Step> steps, Dictionary<ulong, Complex[]> ensemble)
    {
        foreach (Step step in steps)
        {
            var next = new Dictionary<ulong, Complex[]>();
            foreach ((ulong bits, Complex[] density) in ensemble)
            {
                foreach ((ulong newBits, Complex[] part) in step(bits, density))
                    next[newBits] = next.TryGetValue(newBits, out Complex[]? sum) ? Add(sum, part) : part;
            }

            ensemble = next;
        }

        return ensemble;
    }

    private List<Step> Compile(Block block)
    {
        var steps = new List<Step>();
        foreach (Operation operation in block.Operations)
        {
            switch (operation)
            {
                case GateOperation gate:
                    Compile(gate, steps);
                    break;
                case MeasureOperation measure:
                    Compile(measure, steps);
                    break;
                case ResetOperation { Qubit.Index: var qubit }:
                    Complex[] flip = GateTable.Find("x").Matrix();
                    steps.Add((bits, density) => [(bits, Add(Project(density, qubit, 0), Conjugate(flip, [qubit], Project(density, qubit, 1))))]);
                    if (_noise is null)
                        break;
                    double error = _noise.Of(qubit).ResetError;
                    steps.Add((bits, density) => [(bits, Add(Scale(density, 1 - error), Scale(Conjugate(flip, [qubit], density), error)))]);
                    _clocks[qubit] += _noise.Of(qubit).ResetTime;
                    break;
                case IfOperation branch:
                    Meet(steps);
                    List<Step> then = Nested(branch.Then);
                    List<Step> otherwise = branch.Else is null ? [] : Nested(branch.Else);
                    Func<ulong, bool> condition = Condition(branch.Condition);
                    steps.Add((bits, density) => Parts(Run(condition(bits) ? then : otherwise, new() { [bits] = density })));
                    break;
                case ForOperation loop:
                    Meet(steps);
                    foreach (BigInteger value in Values(loop))
                    {
                        _loopValues[loop.Variable] = value;
                        steps.AddRange(Nested(loop.Body));
                    }

                    break;
                case WhileOperation loop:
                    Meet(steps);
                    Func<ulong, bool> holds = Condition(loop.Condition);
                    List<Step> body = Nested(loop.Body);
                    steps.Add((bits, density) => Parts(RunWhile(holds, body, bits, density)));
                    break;
                case AssignOperation { Target: BitTarget { Bit: var target } } assign:
                    Func<ulong, bool> assigned = Condition(assign.Value);
                    steps.Add((bits, density) => [(Write(bits, target, assigned(bits)), density)]);
                    break;
                default:
                    throw new ArgumentException(operation.GetType().Name);
            }
        }

        return steps;
    }

    private static IEnumerable<(ulong, Complex[])> Parts(Dictionary<ulong, Complex[]> ensemble) => ensemble.Select(static p => (p.Key, p.Value));

    // Rounds on what still holds the condition; the programs end their loops themselves.
    private static Dictionary<ulong, Complex[]> RunWhile(Func<ulong, bool> holds, List<Step> body, ulong bits, Complex[] density)
    {
        var done = new Dictionary<ulong, Complex[]>();
        Dictionary<ulong, Complex[]> going = new() { [bits] = density };
        while (going.Count > 0)
        {
            foreach (ulong end in going.Keys.Where(key => !holds(key)).ToArray())
            {
                done[end] = done.TryGetValue(end, out Complex[]? sum) ? Add(sum, going[end]) : going[end];
                going.Remove(end);
            }

            going = Run(body, going);
        }

        return done;
    }

    private static IEnumerable<BigInteger> Values(ForOperation loop)
    {
        if (loop.Start is not ConstantExpression start || loop.Stop is not ConstantExpression stop)
            return loop.Values.Select(static value => ((ConstantExpression)value).Value.Integer);
        return Enumerable.Range((int)start.Value.Integer, Math.Max(0, (int)(stop.Value.Integer - start.Value.Integer) + 1)).Select(static value => (BigInteger)value);
    }

    private List<Step> Nested(Block block)
    {
        List<Step> steps = Compile(block);
        Meet(steps);
        return steps;
    }

    private void Compile(GateOperation gate, List<Step> steps)
    {
        double[] angles = [.. gate.Angles.Select(static a => a.TryGetConstant(out double value) ? value : throw new ArgumentException("angle"))];
        int[] qubits = [.. gate.Qubits.Select(static q => q.Index)];
        var definition = (StandardGate)gate.Gate;
        Align(qubits, steps);
        steps.Add((bits, density) => [(bits, Conjugate(definition.Matrix(angles), qubits, density))]);
        if (_noise is null)
            return;
        GateNoise noise = _noise.Of(definition.Name, qubits);
        double relaxed = 1;
        foreach (int qubit in qubits)
        {
            relaxed *= RelaxationFidelity(_noise.Of(qubit), noise.Time);
            Relax(qubit, noise.Time, steps);
            _clocks[qubit] += noise.Time;
        }

        // Average infidelity of (1 - p) E + p (maximally mixed): (1 - p) r + p (d - 1)/d, r = d/(d + 1) (1 - F) that of E.
        double dimension = 1 << qubits.Length;
        double worst = (dimension - 1) / dimension;
        double explained = dimension / (dimension + 1) * (1 - relaxed);
        if (noise.Error <= explained)
            return;
        if (qubits.Length <= 2)
        {
            double p = Math.Min(1, (noise.Error - explained) / (worst - explained));
            steps.Add((bits, density) => [(bits, Depolarise(density, qubits, p))]);
            return;
        }

        // Local, with equal factors: F_i goes to F_i f, where f^n F is the entanglement fidelity of the error.
        double factor = Math.Pow(Math.Max(0, 1 - (noise.Error * (dimension + 1) / dimension)) / relaxed, 1.0 / qubits.Length);
        foreach (int qubit in qubits)
        {
            double fidelity = RelaxationFidelity(_noise.Of(qubit), noise.Time);
            double local = Math.Min(1, fidelity * (1 - factor) / (fidelity - 0.25));
            steps.Add((bits, density) => [(bits, Depolarise(density, [qubit], local))]);
        }
    }

    private static double RelaxationFidelity(QubitNoise noise, double seconds) =>
        (1 + Math.Exp(-seconds / noise.T1) + (2 * Math.Exp(-seconds / noise.T2))) / 4;

    private void Compile(MeasureOperation measure, List<Step> steps)
    {
        int qubit = measure.Qubit.Index;
        QubitNoise? noise = _noise?.Of(qubit);
        double ofZero = noise?.ReadoutErrorOfZero ?? 0;
        double ofOne = noise?.ReadoutErrorOfOne ?? 0;
        steps.Add((bits, density) =>
        [
            (Write(bits, measure.Target, false), Scale(Project(density, qubit, 0), 1 - ofZero)),
            (Write(bits, measure.Target, true), Scale(Project(density, qubit, 0), ofZero)),
            (Write(bits, measure.Target, false), Scale(Project(density, qubit, 1), ofOne)),
            (Write(bits, measure.Target, true), Scale(Project(density, qubit, 1), 1 - ofOne)),
        ]);
        if (noise is null)
            return;
        Relax(qubit, noise.ReadoutTime, steps);
        _clocks[qubit] += noise.ReadoutTime;
    }

    private void Meet(List<Step> steps)
    {
        Align([.. Enumerable.Range(0, _clocks.Length)], steps);
        Array.Clear(_clocks);
    }

    private void Align(int[] qubits, List<Step> steps)
    {
        double start = qubits.Max(q => _clocks[q]);
        foreach (int qubit in qubits)
        {
            Relax(qubit, start - _clocks[qubit], steps);
            _clocks[qubit] = start;
        }
    }

    // Populations decay with T1, coherences with T2.
    private void Relax(int qubit, double seconds, List<Step> steps)
    {
        if (_noise is null || seconds <= 0)
            return;
        double stay = Math.Exp(-seconds / _noise.Of(qubit).T1);
        double coherence = Math.Exp(-seconds / _noise.Of(qubit).T2);
        int mask = 1 << qubit;
        steps.Add((bits, density) =>
        {
            var result = new Complex[density.Length];
            for (int row = 0; row < _size; row++)
            {
                for (int column = 0; column < _size; column++)
                {
                    Complex entry = density[(row * _size) + column];
                    if (((row ^ column) & mask) != 0)
                    {
                        result[(row * _size) + column] += coherence * entry;
                    }
                    else if ((row & mask) == 0)
                    {
                        result[(row * _size) + column] += entry;
                    }
                    else
                    {
                        result[(row * _size) + column] += stay * entry;
                        result[((row ^ mask) * _size) + (column ^ mask)] += (1 - stay) * entry;
                    }
                }
            }

            return [(bits, result)];
        });
    }

    // (1 - p) rho + p tr(rho) 1/d.
    private Complex[] Depolarise(Complex[] density, int[] qubits, double p)
    {
        int inner = 1 << qubits.Length;
        Complex[] result = Scale(density, 1 - p);
        for (int row = 0; row < _size; row++)
        {
            for (int column = 0; column < _size; column++)
            {
                if (Local(row, qubits) != Local(column, qubits))
                    continue;
                for (int k = 0; k < inner; k++)
                    result[(row * _size) + column] += p / inner * density[(Replace(row, qubits, k) * _size) + Replace(column, qubits, k)];
            }
        }

        return result;
    }

    private static Complex[] Scale(Complex[] density, double factor) => Array.ConvertAll(density, entry => factor * entry);

    // Loop variables have the values of the round that is compiled.
    private Func<ulong, bool> Condition(Expression condition)
    {
        switch (condition)
        {
            case BitExpression bit:
                return bits => ((bits >> bit.Bit) & 1) != 0;
            case ConstantExpression constant:
                return _ => !constant.Value.Integer.IsZero;
            case UnaryExpression { Operator: UnaryOperator.Not } not:
                Func<ulong, bool> operand = Condition(not.Operand);
                return bits => !operand(bits);
            case BinaryExpression { Operator: BinaryOperator.LogicalAnd } both:
                (Func<ulong, bool> left, Func<ulong, bool> right) = (Condition(both.Left), Condition(both.Right));
                return bits => left(bits) && right(bits);
            case BinaryExpression { Operator: BinaryOperator.Equal, Left: RegisterExpression register, Right: ConstantExpression constant }:
                return bits => Register(register.Register, bits) == constant.Value.Integer;
            case BinaryExpression { Operator: BinaryOperator.Equal, Left: VariableExpression variable, Right: ConstantExpression constant }:
                bool isEqual = _loopValues[variable.Variable] == constant.Value.Integer;
                return _ => isEqual;
            default:
                throw new ArgumentException(condition.ToString());
        }
    }

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
