using System.Numerics;
using Sqs.Compiler.Gates;
using Sqs.Compiler.Ir;
using Sqs.Compiler.Ir.Operations;

namespace Sqs.Simulation.Tests.Reference;

/// <summary>The state vector of a program of gates, by the definition of each gate, written without any code of the engine.</summary>
internal static class StateVectorReference
{
    /// <summary>The probability of every outcome when all qubits are measured into the bits of their number.</summary>
    /// <param name="program">Gates with constant angles, then measurements.</param>
    /// <returns>2^n probabilities.</returns>
    public static double[] Probabilities(CircuitProgram program) => [.. Amplitudes(program).Select(static a => (a.Real * a.Real) + (a.Imaginary * a.Imaginary))];

    /// <summary>The amplitudes behind the gates.</summary>
    /// <param name="program">Gates with constant angles; what else there is counts as nothing.</param>
    /// <returns>2^n amplitudes.</returns>
    public static Complex[] Amplitudes(CircuitProgram program)
    {
        var state = new Complex[1 << program.QubitCount];
        state[0] = 1;
        foreach (GateOperation gate in program.Body.Operations.OfType<GateOperation>())
        {
            double[] angles = [.. gate.Angles.Select(static a => a.TryGetConstant(out double value) ? value : throw new ArgumentException("angle"))];
            Complex[] matrix = ((StandardGate)gate.Gate).Matrix(angles);
            int[] qubits = [.. gate.Qubits.Select(static q => q.Index)];
            int inner = 1 << qubits.Length;
            var next = new Complex[state.Length];
            for (int row = 0; row < state.Length; row++)
            {
                int local = 0;
                int cleared = row;
                for (int i = 0; i < qubits.Length; i++)
                {
                    local |= ((row >> qubits[i]) & 1) << i;
                    cleared &= ~(1 << qubits[i]);
                }

                for (int k = 0; k < inner; k++)
                {
                    int source = cleared;
                    for (int i = 0; i < qubits.Length; i++)
                        source |= ((k >> i) & 1) << qubits[i];
                    next[row] += matrix[(local * inner) + k] * state[source];
                }
            }

            state = next;
        }

        return state;
    }
}
