using System.Numerics;
using Sqs.Compiler.Ir;
using Sqs.Compiler.Ir.Evaluation;
using Sqs.Compiler.Ir.Expressions;
using Sqs.Compiler.Ir.Types;
using Sqs.Simulation.Lowering;
using Sqs.Simulation.Lowering.Instructions;

namespace Sqs.Simulation.Kraus;

/// <summary>
/// One time step of a measured neuron, "encode, evolve, measure, reset", as operators on its memory (arXiv 2506.21324, section III):
/// <c>K_o(phi) = &lt;o|_IO V(theta) U_enc(phi) |0&gt;_IO</c>. The structure is found once from the circuit; binding the parameters theta contracts it.
/// </summary>
public sealed class KrausStep
{
    private const double Dust = 1e-15;

    private readonly CircuitProgram _program;
    private readonly UnitaryInstruction[] _gates;
    private readonly int[] _encodingOf;
    private readonly int[] _positions;
    private readonly int[] _parameters;

    private KrausStep(CircuitProgram program, UnitaryInstruction[] gates, int[] encodingOf, int[] positions, int io, int memory, int encodings, int[] parameters)
    {
        _program = program;
        _gates = gates;
        _encodingOf = encodingOf;
        _positions = positions;
        IoQubits = io;
        MemoryQubits = memory;
        EncodingCount = encodings;
        _parameters = parameters;
    }

    /// <summary>Number of measured qubits N.</summary>
    public int IoQubits { get; }

    /// <summary>Number of memory qubits N_M.</summary>
    public int MemoryQubits { get; }

    /// <summary>Number of encoding angles K.</summary>
    public int EncodingCount { get; }

    /// <summary>The inputs of the circuit that are parameters, in declaration order.</summary>
    public ReadOnlySpan<int> ParameterInputs => _parameters;

    /// <summary>Reads a step from a circuit.</summary>
    /// <param name="step">Gates, then measurements and resets of the input-output qubits; no classical control.</param>
    /// <param name="ioQubits">Flat indices of the measured qubits; the first is bit 0 of an outcome. They start in |0&gt;.</param>
    /// <param name="memoryQubits">Flat indices of the memory qubits; the first is least significant.</param>
    /// <param name="encodingInputs">
    /// Indices of the inputs that are encoding angles: each the angle of exactly one uncontrolled rx, ry, rz, rxx, ryy or rzz. The other inputs are parameters.
    /// </param>
    /// <returns>The step.</returns>
    /// <exception cref="ArgumentException">The circuit is of another form.</exception>
    public static KrausStep Build(CircuitProgram step, ReadOnlySpan<int> ioQubits, ReadOnlySpan<int> memoryQubits, ReadOnlySpan<int> encodingInputs)
    {
        ArgumentNullException.ThrowIfNull(step);
        int[] positions = new int[step.QubitCount];
        Array.Fill(positions, -1);
        for (int i = 0; i < memoryQubits.Length; i++)
            positions[memoryQubits[i]] = i;
        for (int i = 0; i < ioQubits.Length; i++)
            positions[ioQubits[i]] = memoryQubits.Length + i;
        if (Array.IndexOf(positions, -1) >= 0)
            throw new ArgumentException("Every qubit of a step is an input-output or a memory qubit.", nameof(step));
        UnitaryInstruction[] gates = Gates(step, ioQubits);
        int[] encodingOf = new int[gates.Length];
        Array.Fill(encodingOf, -1);
        for (int k = 0; k < encodingInputs.Length; k++)
            encodingOf[FindEncoding(gates, encodingInputs[k])] = k;
        var parameters = new List<int>();
        for (int input = 0; input < step.Inputs.Count; input++)
        {
            if (!encodingInputs.Contains(input))
                parameters.Add(input);
        }

        return new KrausStep(step, gates, encodingOf, positions, ioQubits.Length, memoryQubits.Length, encodingInputs.Length, [.. parameters]);
    }

    /// <summary>Contracts the step for one binding of its parameters.</summary>
    /// <param name="parameters">One value a parameter, in the order of <see cref="ParameterInputs"/>.</param>
    /// <returns>The operators as functions of the encoding angles.</returns>
    public KrausCoefficients Contract(ReadOnlySpan<double> parameters)
    {
        BoundGate[] gates = Bind(Evaluator(parameters));
        return Assemble(pattern =>
        {
            var contraction = new KrausContraction(IoQubits + MemoryQubits, MemoryQubits);
            for (int i = 0; i < gates.Length; i++)
                contraction.Apply(Choose(gates, i, pattern));
            return contraction;
        });
    }

    /// <summary>The derivatives of the contracted step by every parameter.</summary>
    /// <param name="parameters">One value a parameter, in the order of <see cref="ParameterInputs"/>.</param>
    /// <returns>One set of coefficients a parameter.</returns>
    /// <exception cref="ArgumentException">An angle depends on a parameter in a way that has no derivative here.</exception>
    public KrausCoefficients[] ContractDerivatives(ReadOnlySpan<double> parameters)
    {
        ExpressionEvaluator evaluator = Evaluator(parameters);
        BoundGate[] gates = Bind(evaluator);
        var sums = new Complex[_parameters.Length][];
        for (int p = 0; p < sums.Length; p++)
            sums[p] = new Complex[CoefficientCount];
        for (int gate = 0; gate < gates.Length; gate++)
        {
            if (_encodingOf[gate] >= 0)
                continue;
            for (int angle = 0; angle < _gates[gate].Unitary.Angles.Count; angle++)
                AddDerivative(gates, gate, angle, evaluator, sums);
        }

        return Array.ConvertAll(sums, values => new KrausCoefficients(EncodingCount, 1 << IoQubits, 1 << MemoryQubits, values));
    }

    private int CoefficientCount => 1 << (EncodingCount + IoQubits + (2 * MemoryQubits));

    private static UnitaryInstruction[] Gates(CircuitProgram step, ReadOnlySpan<int> ioQubits)
    {
        var gates = new List<UnitaryInstruction>();
        bool ended = false;
        foreach (Instruction instruction in ProgramLowering.Lower(step).Instructions)
        {
            switch (instruction)
            {
                case UnitaryInstruction gate when !ended && ConstantAnalysis.IsFixed(gate):
                    gates.Add(gate);
                    break;
                case MeasureInstruction measure when measure.Qubits.All(static q => q.IsStatic):
                    ended = true;
                    break;
                case ResetInstruction reset when reset.Qubit.IsStatic && ioQubits.Contains(reset.Qubit.Index):
                    ended = true;
                    break;
                default:
                    throw new ArgumentException($"A step has gates, then measurements and resets; {instruction.GetType().Name} stands out of place.", nameof(step));
            }
        }

        return [.. gates];
    }

    private static int FindEncoding(UnitaryInstruction[] gates, int input)
    {
        int found = -1;
        for (int i = 0; i < gates.Length; i++)
        {
            if (!gates[i].Unitary.Angles.Any(angle => ExpressionDerivative.Mentions(angle, input)))
                continue;
            bool isRotation = gates[i].Controls.Length == 0 && gates[i].Unitary.Name is "rx" or "ry" or "rz" or "rxx" or "ryy" or "rzz";
            if (found >= 0 || !isRotation || gates[i].Unitary.Angles is not [InputExpression])
                throw new ArgumentException($"Encoding input {input} must be the angle of exactly one uncontrolled rotation.", nameof(input));
            found = i;
        }

        return found >= 0 ? found : throw new ArgumentException($"Encoding input {input} is not used.", nameof(input));
    }

    private ExpressionEvaluator Evaluator(ReadOnlySpan<double> parameters)
    {
        if (parameters.Length != _parameters.Length)
            throw new ArgumentException($"{_parameters.Length} parameters are needed, not {parameters.Length}.", nameof(parameters));
        var inputs = new ClassicalValue[_program.Inputs.Count];
        Array.Fill(inputs, ClassicalValue.Float(0));
        for (int i = 0; i < parameters.Length; i++)
            inputs[_parameters[i]] = ClassicalValue.Float(parameters[i]);
        return new ExpressionEvaluator(_program, new ClassicalMemory(_program, inputs));
    }

    private BoundGate[] Bind(ExpressionEvaluator evaluator) =>
        Array.ConvertAll(_gates, gate => BoundGate.Bind(gate, evaluator).Relabel(_positions));

    // A rotation is cos(phi/2) times the identity plus sin(phi/2) times itself at phi = pi, so a pattern picks one of the two.
    private BoundGate Choose(BoundGate[] gates, int index, int pattern)
    {
        int encoding = _encodingOf[index];
        if (encoding < 0 || ((pattern >> encoding) & 1) == 0)
            return gates[index];
        return new BoundGate(_gates[index].Unitary.Matrix([Math.PI]), gates[index].Targets, [], 0);
    }

    private void AddDerivative(BoundGate[] gates, int gate, int angle, ExpressionEvaluator evaluator, Complex[][] sums)
    {
        Expression expression = _gates[gate].Unitary.Angles[angle];
        double[] slopes = Array.ConvertAll(_parameters, input => ExpressionDerivative.Of(expression, input, evaluator));
        if (Array.TrueForAll(slopes, static slope => slope == 0))
            return;
        double[] angles = [.. _gates[gate].Unitary.Angles.Select(evaluator.ToDouble)];
        BoundGate derivative = gates[gate].WithActiveBlock(GateDerivative.Of(_gates[gate].Unitary, angles, angle));
        KrausCoefficients part = Assemble(pattern =>
        {
            var contraction = new KrausContraction(IoQubits + MemoryQubits, MemoryQubits);
            for (int i = 0; i < gates.Length; i++)
                contraction.Apply(i == gate ? derivative : Choose(gates, i, pattern));
            return contraction;
        });
        for (int p = 0; p < slopes.Length; p++)
        {
            for (int i = 0; slopes[p] != 0 && i < sums[p].Length; i++)
                sums[p][i] += slopes[p] * part.Values[i];
        }
    }

    // What rounding leaves of 0, as in cos(pi/2), would let the impossible happen once in many draws.
    private static Complex WithoutDust(Complex entry) =>
        new(Math.Abs(entry.Real) < Dust ? 0 : entry.Real, Math.Abs(entry.Imaginary) < Dust ? 0 : entry.Imaginary);

    private KrausCoefficients Assemble(Func<int, KrausContraction> contract)
    {
        int outcomes = 1 << IoQubits;
        int dimension = 1 << MemoryQubits;
        var values = new Complex[CoefficientCount];
        int next = 0;
        for (int pattern = 0; pattern < 1 << EncodingCount; pattern++)
        {
            KrausContraction contraction = contract(pattern);
            for (int outcome = 0; outcome < outcomes; outcome++)
            {
                for (int row = 0; row < dimension; row++)
                {
                    for (int column = 0; column < dimension; column++)
                        values[next++] = WithoutDust(contraction[(outcome << MemoryQubits) | row, column]);
                }
            }
        }

        return new KrausCoefficients(EncodingCount, outcomes, dimension, values);
    }
}
