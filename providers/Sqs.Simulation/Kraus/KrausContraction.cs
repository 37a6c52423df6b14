using System.Numerics;
using Sqs.Simulation.Kernels;
using Sqs.Simulation.Linear;
using Sqs.Simulation.Lowering;
using Sqs.Simulation.Memory;

namespace Sqs.Simulation.Kraus;

/// <summary>
/// Contracts a list of linear maps on n qubits into one operator. The amplitudes of every input basis state are held side by side: bits 0 to
/// n - 1 of an index are the qubits, the bits above name the column.
/// </summary>
internal sealed class KrausContraction
{
    private readonly AmplitudeBuffer<double> _buffer;
    private readonly int _width;

    /// <summary>Starts with the identity on the input qubits and |0&gt; on the others.</summary>
    /// <param name="qubits">Number of qubits n.</param>
    /// <param name="inputs">Number of input qubits, those at positions 0 and up.</param>
    public KrausContraction(int qubits, int inputs)
        : this(qubits, [.. Enumerable.Range(0, inputs)])
    {
    }

    /// <summary>Starts with the identity on the input qubits and |0&gt; on the others.</summary>
    /// <param name="qubits">Number of qubits n.</param>
    /// <param name="inputs">Positions of the input qubits, the first least significant in a column.</param>
    public KrausContraction(int qubits, ReadOnlySpan<int> inputs)
    {
        Qubits = qubits;
        Inputs = inputs.Length;
        _width = qubits + inputs.Length;
        _buffer = AmplitudeBuffer<double>.Zero(_width);
        for (int column = 0; column < 1 << inputs.Length; column++)
            _buffer.Re[((long)column << qubits) | BitDeposit.Scatter((ulong)column, inputs)] = 1;
    }

    /// <summary>Number of qubits.</summary>
    public int Qubits { get; }

    /// <summary>Number of input qubits.</summary>
    public int Inputs { get; }

    /// <summary>Multiplies by a gate from the left.</summary>
    /// <param name="gate">The gate, its qubits being positions.</param>
    public void Apply(BoundGate gate) => Apply(gate.Matrix, gate.Targets, gate.Controls, gate.ControlPattern);

    /// <summary>Multiplies by a matrix from the left.</summary>
    /// <param name="matrix">Row-major matrix of dimension 2^targets.</param>
    /// <param name="targets">Positions, the first least significant in the matrix.</param>
    /// <param name="controls">Positions of the controls.</param>
    /// <param name="pattern">Bit i is the value at which control i lets the matrix act.</param>
    public void Apply(ReadOnlySpan<Complex> matrix, ReadOnlySpan<int> targets, ReadOnlySpan<int> controls, ulong pattern)
    {
        int wires = targets.Length + controls.Length;
        if (_width < DenseKernels<double>.SmallestWidth || wires > DenseKernels<double>.MostTargets)
        {
            ScalarKernels<double>.Apply(_buffer.Re, _buffer.Im, matrix, targets, controls, pattern);
            return;
        }

        Span<int> all = stackalloc int[wires];
        targets.CopyTo(all);
        controls.CopyTo(all[targets.Length..]);
        DenseKernels<double>.Apply(_buffer, _width, BoundGate.Uncontrolled(matrix, targets.Length, controls.Length, pattern), all, threads: 1);
    }

    /// <summary>Multiplies by what a gate or a channel does to a density matrix. The first half of the qubits are its row indices, the second its column indices.</summary>
    /// <param name="operation">The gate or channel on wires.</param>
    /// <param name="positions">The position of each wire among the row indices.</param>
    public void ApplyToDensity(LinearOperation operation, int[] positions)
    {
        int width = Qubits / 2;
        if (operation.Gate is { } gate)
        {
            Apply(gate.Relabel(positions));
            BoundGate conjugate = gate.Relabel(Array.ConvertAll(positions, position => position + width));
            Apply(conjugate.ConjugateMatrix, conjugate.Targets, conjugate.Controls, conjugate.ControlPattern);
        }
        else if (operation.Channel is { } noise)
        {
            int[] rows = Array.ConvertAll(noise.Qubits, wire => positions[wire]);
            Apply(noise.Channel.Superoperator, [.. rows, .. rows.Select(row => row + width)], [], 0);
        }
    }

    /// <summary>An entry of the operator.</summary>
    /// <param name="row">Output basis state.</param>
    /// <param name="column">Input basis state.</param>
    /// <returns>The amplitude.</returns>
    public Complex this[int row, int column] => new(_buffer.Re[(column << Qubits) | row], _buffer.Im[(column << Qubits) | row]);
}
