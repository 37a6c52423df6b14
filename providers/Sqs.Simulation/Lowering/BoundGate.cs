using System.Numerics;
using Sqs.Compiler.Diagnostics;
using Sqs.Compiler.Ir;
using Sqs.Compiler.Ir.Evaluation;
using Sqs.Simulation.Lowering.Instructions;

namespace Sqs.Simulation.Lowering;

/// <summary>A gate with numbers for everything: a matrix on target qubits, applied where the controls have their pattern.</summary>
internal sealed class BoundGate
{
    private Complex[]? _conjugate;

    /// <summary>Creates a gate.</summary>
    /// <param name="matrix">Row-major matrix of dimension 2^targets, target 0 least significant.</param>
    /// <param name="targets">Flat qubit indices.</param>
    /// <param name="controls">Flat qubit indices, none of them a target.</param>
    /// <param name="controlPattern">Bit i is the value at which control i lets the gate act.</param>
    public BoundGate(Complex[] matrix, int[] targets, int[] controls, ulong controlPattern)
    {
        Matrix = matrix;
        Targets = targets;
        Controls = controls;
        ControlPattern = controlPattern;
        Form = FormOf(matrix, 1 << targets.Length);
    }

    private BoundGate(BoundGate gate, int[] targets, int[] controls)
    {
        Matrix = gate.Matrix;
        Form = gate.Form;
        ControlPattern = gate.ControlPattern;
        Targets = targets;
        Controls = controls;
    }

    public Complex[] Matrix { get; }

    /// <summary>The complex conjugate of every entry, as the columns of a density matrix need it.</summary>
    public Complex[] ConjugateMatrix => _conjugate ??= Array.ConvertAll(Matrix, Complex.Conjugate);

    public int[] Targets { get; }

    public int[] Controls { get; }

    public ulong ControlPattern { get; }

    public GateForm Form { get; }

    /// <summary>Whether the gate only exchanges its two targets.</summary>
    public bool IsSwap => Controls.Length == 0 && IsExchange;

    /// <summary>Whether the gate, where its controls let it act, only exchanges its two targets.</summary>
    public bool IsExchange =>
        Targets.Length == 2 && Form == GateForm.Monomial
        && Matrix[0] == 1 && Matrix[6] == 1 && Matrix[9] == 1 && Matrix[15] == 1;

    /// <summary>Evaluates a gate of a lowered program.</summary>
    /// <param name="instruction">The gate.</param>
    /// <param name="evaluator">Gives the classical values.</param>
    /// <returns>The gate with numbers.</returns>
    /// <exception cref="DiagnosticException">An angle is not finite, or the gate meets one qubit twice.</exception>
    public static BoundGate Bind(UnitaryInstruction instruction, ExpressionEvaluator evaluator)
    {
        int[] targets = Resolve(instruction.Targets, evaluator);
        int[] controls = Resolve(instruction.Controls, evaluator);
        CheckDistinct(instruction, targets, controls);
        return new BoundGate(instruction.Unitary.Matrix(EvaluateAngles(instruction, evaluator)), targets, controls, instruction.ControlPattern);
    }

    /// <summary>The basis state that a permutation of basis states makes of one.</summary>
    /// <param name="column">The basis state before.</param>
    /// <returns>The basis state behind.</returns>
    public int RowOf(int column)
    {
        int size = 1 << Targets.Length;
        int row = 0;
        while (Matrix[(row * size) + column] == Complex.Zero)
            row++;
        return row;
    }

    /// <summary>The same gate on other qubits.</summary>
    /// <param name="map">New flat index of each qubit.</param>
    /// <returns>The gate.</returns>
    public BoundGate Relabel(ReadOnlySpan<int> map)
    {
        int[] targets = new int[Targets.Length];
        int[] controls = new int[Controls.Length];
        for (int i = 0; i < targets.Length; i++)
            targets[i] = map[Targets[i]];
        for (int i = 0; i < controls.Length; i++)
            controls[i] = map[Controls[i]];
        return new BoundGate(this, targets, controls);
    }

    /// <summary>A controlled matrix as one matrix over its targets and, more significant, its controls.</summary>
    /// <param name="matrix">Row-major matrix on the targets.</param>
    /// <param name="targets">Number of targets.</param>
    /// <param name="controls">Number of controls.</param>
    /// <param name="pattern">Bit i is the value at which control i lets the matrix act.</param>
    /// <returns>A row-major matrix.</returns>
    public static ReadOnlySpan<Complex> Uncontrolled(ReadOnlySpan<Complex> matrix, int targets, int controls, ulong pattern)
    {
        if (controls == 0)
            return matrix;
        int inner = 1 << targets;
        int size = inner << controls;
        var full = new Complex[size * size];
        for (int row = 0; row < size; row++)
        {
            if ((ulong)(row >> targets) != pattern)
            {
                full[(row * size) + row] = 1;
                continue;
            }

            int offset = row & ~(inner - 1);
            matrix.Slice((row & (inner - 1)) * inner, inner).CopyTo(full.AsSpan((row * size) + offset));
        }

        return full;
    }

    /// <summary>A map that is a matrix where the controls have their pattern and zero elsewhere: the form of a derivative.</summary>
    /// <param name="matrix">Row-major matrix on the targets.</param>
    /// <returns>A map without controls, the old controls being its most significant targets.</returns>
    public BoundGate WithActiveBlock(Complex[] matrix)
    {
        int inner = 1 << Targets.Length;
        int size = inner << Controls.Length;
        int offset = (int)ControlPattern << Targets.Length;
        var full = new Complex[size * size];
        for (int row = 0; row < inner; row++)
        {
            for (int column = 0; column < inner; column++)
                full[((offset + row) * size) + offset + column] = matrix[(row * inner) + column];
        }

        return new BoundGate(full, [.. Targets, .. Controls], [], 0);
    }

    /// <summary>Multiplies a matrix over qubits 0 to n - 1 by the gate from the left.</summary>
    /// <param name="product">Row-major matrix, changed in place.</param>
    /// <param name="qubitCount">Number of qubits n of the matrix.</param>
    public void MultiplyOnto(Complex[] product, int qubitCount)
    {
        int size = 1 << qubitCount;
        int inner = 1 << Targets.Length;
        int[] rows = new int[inner];
        var old = new Complex[inner];
        for (int basis = 0; basis < size; basis++)
        {
            if (!IsBlockStart(basis))
                continue;
            for (int k = 0; k < inner; k++)
                rows[k] = basis | Deposit(k);
            for (int column = 0; column < size; column++)
            {
                for (int k = 0; k < inner; k++)
                    old[k] = product[(rows[k] * size) + column];
                for (int k = 0; k < inner; k++)
                {
                    Complex sum = 0;
                    for (int j = 0; j < inner; j++)
                        sum += Matrix[(k * inner) + j] * old[j];
                    product[(rows[k] * size) + column] = sum;
                }
            }
        }
    }

    private static double[] EvaluateAngles(UnitaryInstruction instruction, ExpressionEvaluator evaluator)
    {
        double[] angles = new double[instruction.Unitary.Angles.Count];
        for (int i = 0; i < angles.Length; i++)
        {
            angles[i] = evaluator.ToDouble(instruction.Unitary.Angles[i]);
            if (!double.IsFinite(angles[i]))
                throw new DiagnosticException(SimulationDiagnostics.AngleNotFinite.At(instruction.Span, instruction.Unitary.Name, angles[i]));
        }

        return angles;
    }

    private static int[] Resolve(QubitOperand[] operands, ExpressionEvaluator evaluator) => Array.ConvertAll(operands, evaluator.Resolve);

    private static void CheckDistinct(UnitaryInstruction instruction, int[] targets, int[] controls)
    {
        for (int i = 0; i < targets.Length + controls.Length; i++)
        {
            int qubit = i < targets.Length ? targets[i] : controls[i - targets.Length];
            for (int j = 0; j < i; j++)
            {
                if (qubit == (j < targets.Length ? targets[j] : controls[j - targets.Length]))
                    throw new DiagnosticException(SimulationDiagnostics.RepeatedQubit.At(instruction.Span, instruction.Unitary.Name, qubit));
            }
        }
    }

    private static GateForm FormOf(Complex[] matrix, int size)
    {
        bool diagonal = true;
        for (int row = 0; row < size; row++)
        {
            int entries = 0;
            for (int column = 0; column < size; column++)
            {
                if (matrix[(row * size) + column] == Complex.Zero)
                    continue;
                entries++;
                diagonal &= row == column;
            }

            if (entries != 1)
                return GateForm.Dense;
        }

        return diagonal ? GateForm.Diagonal : GateForm.Monomial;
    }

    private bool IsBlockStart(int basis)
    {
        foreach (int target in Targets)
        {
            if (((basis >> target) & 1) != 0)
                return false;
        }

        for (int i = 0; i < Controls.Length; i++)
        {
            if ((((ulong)basis >> Controls[i]) & 1) != ((ControlPattern >> i) & 1))
                return false;
        }

        return true;
    }

    private int Deposit(int pattern)
    {
        int bits = 0;
        for (int i = 0; i < Targets.Length; i++)
            bits |= ((pattern >> i) & 1) << Targets[i];
        return bits;
    }
}
