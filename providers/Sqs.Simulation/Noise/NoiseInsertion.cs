using Sqs.Compiler.Diagnostics;
using Sqs.Compiler.Ir;
using Sqs.Compiler.Ir.Expressions;
using Sqs.Compiler.Ir.Operations;
using Sqs.Compiler.Ir.Types;
using Sqs.Simulation.Lowering.Instructions;

namespace Sqs.Simulation.Noise;

/// <summary>
/// Writes the channels of a noise model behind the instructions of a program while it is lowered. Gates start as soon as their qubits are
/// free; a qubit that waits for another relaxes. At the ends of blocks of control flow all qubits wait for the last.
/// </summary>
/// <param name="model">The model.</param>
/// <param name="qubitCount">Number of qubits.</param>
/// <param name="output">Receives instructions.</param>
internal sealed class NoiseInsertion(NoiseModel model, int qubitCount, List<Instruction> output)
{
    private readonly double[] _clocks = new double[qubitCount];
    private readonly Dictionary<(int Qubits, double Infidelity), KrausChannel> _depolarizing = [];
    private readonly Dictionary<(QubitNoise Noise, double Seconds), (KrausChannel Channel, double Infidelity)> _relaxation = [];

    /// <summary>Writes a gate and its noise.</summary>
    /// <param name="gate">The gate.</param>
    public void Add(UnitaryInstruction gate)
    {
        int[] qubits = [.. gate.Targets.Concat(gate.Controls).Select(q => Known(q, gate))];
        GateNoise noise = model.Of(gate.Name, qubits);
        Align(qubits, gate.Origin);
        output.Add(gate);
        double explained = 0;
        foreach (int qubit in qubits)
        {
            explained += Relaxation(model.Of(qubit), noise.Time).Infidelity;
            Relax(qubit, noise.Time, gate.Origin);
            _clocks[qubit] += noise.Time;
        }

        if (noise.Error > explained && qubits.Length <= 2)
            output.Add(new ChannelInstruction(Depolarizing(qubits.Length, noise.Error - explained), qubits, gate.Origin));
        else if (noise.Error > explained)
        {
            // A gate on more qubits: its infidelity is shared out, the depolarisation is local.
            foreach (int qubit in qubits)
                output.Add(new ChannelInstruction(Depolarizing(1, (noise.Error - explained) / qubits.Length), [qubit], gate.Origin));
        }
    }

    /// <summary>Writes measurements and their noise: first the outcomes, whose errors hold what decays on the way, then what the qubits left behind do.</summary>
    /// <param name="measure">The measurements.</param>
    public void Add(MeasureInstruction measure)
    {
        int[] qubits = Array.ConvertAll(measure.Qubits, operand => Known(operand, measure));
        for (int i = 0; i < qubits.Length; i++)
        {
            QubitNoise noise = model.Of(qubits[i]);
            output.Add(new MisreadInstruction(qubits[i], measure.Bits[i], noise.ReadoutErrorOfZero, noise.ReadoutErrorOfOne, measure.Origin));
        }

        foreach (int qubit in qubits)
        {
            Relax(qubit, model.Of(qubit).ReadoutTime, measure.Origin);
            _clocks[qubit] += model.Of(qubit).ReadoutTime;
        }
    }

    /// <summary>Writes a reset and its noise.</summary>
    /// <param name="reset">The reset.</param>
    public void Add(ResetInstruction reset)
    {
        int qubit = Known(reset.Qubit, reset);
        output.Add(reset);
        if (model.Of(qubit).ResetError > 0)
            output.Add(new ChannelInstruction(KrausChannel.Flip(model.Of(qubit).ResetError), [qubit], reset.Origin));
        _clocks[qubit] += model.Of(qubit).ResetTime;
    }

    /// <summary>Writes the relaxation of a delay.</summary>
    /// <param name="delay">The delay.</param>
    public void Add(DelayOperation delay)
    {
        if (delay.Duration is not ConstantExpression { Value: { Type.Kind: ClassicalKind.Duration } duration })
            throw new DiagnosticException(SimulationDiagnostics.NoiseUnknown.At(delay.Origin?.Span ?? SourceSpan.None, "a delay of unknown length"));
        double seconds = duration.Real + (duration.Imaginary * model.TimeStep);
        int[] qubits = delay.Qubits.IsEmpty ? [.. Enumerable.Range(0, qubitCount)] : [.. delay.Qubits.Select(q => Known(q, delay.Origin))];
        Align(qubits, delay.Origin);
        foreach (int qubit in qubits)
        {
            Relax(qubit, seconds, delay.Origin);
            _clocks[qubit] += seconds;
        }
    }

    /// <summary>Lets all qubits wait for the last one.</summary>
    /// <param name="origin">What they wait for.</param>
    public void Synchronise(Origin? origin)
    {
        Align([.. Enumerable.Range(0, qubitCount)], origin);
        Array.Clear(_clocks);
    }

    private static int Known(QubitOperand operand, Instruction instruction) => Known(operand, instruction.Origin);

    private static int Known(QubitOperand operand, Origin? origin) => operand.IsStatic
        ? operand.Index
        : throw new DiagnosticException(SimulationDiagnostics.NoiseUnknown.At(origin?.Span ?? SourceSpan.None, "a qubit chosen at run time"));

    private void Align(int[] qubits, Origin? origin)
    {
        double start = qubits.Length == 0 ? 0 : qubits.Max(q => _clocks[q]);
        foreach (int qubit in qubits)
        {
            Relax(qubit, start - _clocks[qubit], origin);
            _clocks[qubit] = start;
        }
    }

    private void Relax(int qubit, double seconds, Origin? origin)
    {
        QubitNoise noise = model.Of(qubit);
        if (seconds > 0 && (double.IsFinite(noise.T1) || double.IsFinite(noise.T2)))
            output.Add(new ChannelInstruction(Relaxation(noise, seconds).Channel, [qubit], origin));
    }

    // Most gates of a program share their noise, and a channel its superoperator.
    private KrausChannel Depolarizing(int qubits, double infidelity)
    {
        if (!_depolarizing.TryGetValue((qubits, infidelity), out KrausChannel? channel))
            _depolarizing.Add((qubits, infidelity), channel = KrausChannel.Depolarizing(qubits, infidelity));
        return channel;
    }

    private (KrausChannel Channel, double Infidelity) Relaxation(QubitNoise noise, double seconds)
    {
        if (!_relaxation.TryGetValue((noise, seconds), out (KrausChannel Channel, double Infidelity) found))
            _relaxation.Add((noise, seconds), found = (KrausChannel.Relaxation(noise, seconds), KrausChannel.RelaxationInfidelity(noise, seconds)));
        return found;
    }
}
