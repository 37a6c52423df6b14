using System.Numerics;
using Sqs.Simulation.Kernels;
using Sqs.Simulation.Lowering;

namespace Sqs.Simulation.Kraus;

/// <summary>
/// Contracts a list of linear maps on n qubits into one operator. The amplitudes of every input basis state are held side by side: bits 0 to
/// n - 1 of an index are the qubits, the bits above name the column.
/// </summary>
internal sealed class KrausContraction
{
    private readonly double[] _re;
    private readonly double[] _im;

    /// <summary>Starts with the identity on the input qubits and |0&gt; on the others.</summary>
    /// <param name="qubits">Number of qubits n.</param>
    /// <param name="inputs">Number of input qubits, those at positions 0 and up.</param>
    public KrausContraction(int qubits, int inputs)
    {
        Qubits = qubits;
        Inputs = inputs;
        _re = new double[1 << (qubits + inputs)];
        _im = new double[_re.Length];
        for (int column = 0; column < 1 << inputs; column++)
            _re[(column << qubits) | column] = 1;
    }

    /// <summary>Number of qubits.</summary>
    public int Qubits { get; }

    /// <summary>Number of input qubits.</summary>
    public int Inputs { get; }

    /// <summary>Multiplies by a gate from the left.</summary>
    /// <param name="gate">The gate, its qubits being positions.</param>
    public void Apply(BoundGate gate) =>
        ScalarKernels<double>.Apply(_re, _im, gate.Matrix, gate.Targets, gate.Controls, gate.ControlPattern);

    /// <summary>An entry of the operator.</summary>
    /// <param name="row">Output basis state.</param>
    /// <param name="column">Input basis state.</param>
    /// <returns>The amplitude.</returns>
    public Complex this[int row, int column] => new(_re[(column << Qubits) | row], _im[(column << Qubits) | row]);
}
