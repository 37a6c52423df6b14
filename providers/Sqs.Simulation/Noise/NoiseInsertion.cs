using Sqs.Compiler.Diagnostics;
using Sqs.Compiler.Ir;
using Sqs.Compiler.Ir.Expressions;
using Sqs.Compiler.Ir.Operations;
using Sqs.Compiler.Ir.Types;
using Sqs.Simulation.Lowering.Instructions;

namespace Sqs.Simulation.Noise;

/// <summary>
/// Writes the channels of a noise model behind the instructions of a program while it is lowered. Gates start as soon as their qubits are
/// free; a qubit that waits for another relaxes. The qubits of a barrier wait for the last of them; where control flow enters or leaves a block, all do.
/// </summary>
/// <param name="model">The model.</param>
/// <param name="qubitCount">Number of qubits.</param>
/// <param name="output">Receives instructions.</param>
internal sealed class NoiseInsertion(NoiseModel model, int qubitCount, List<Instruction> output)
{
    private readonly double[] _clocks = new double[qubitCount];
    private readonly Dictionary<(int Qubits, double Strength), KrausChannel> _depolarizing = [];
    private readonly Dictionary<(QubitNoise Noise, double Seconds), (KrausChannel Channel, double Fidelity)> _relaxation = [];

    /// <summary>Writes a gate and its noise.</summary>
    /// <param name="gate">The gate.</param>
    public void Add(UnitaryInstruction gate)
    {
        int[] qubits = [.. gate.Targets.Concat(gate.Controls).Select(q => Known(q, gate))];
        GateNoise noise = model.Of(gate.Name, qubits);
        Align(qubits, gate.Origin);
        output.Add(gate);
        double[] relaxed = new double[qubits.Length];
        for (int i = 0; i < qubits.Length; i++)
        {
            relaxed[i] = Relaxation(model.Of(qubits[i]), noise.Time).Fidelity;
            Relax(qubits[i], noise.Time, gate.Origin);
            _clocks[qubits[i]] += noise.Time;
        }

        Depolarize(qubits, relaxed, noise.Error, gate.Origin);
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
        int[] qubits = Qubits(delay.Qubits, delay.Origin);
        Align(qubits, delay.Origin);
        foreach (int qubit in qubits)
        {
            Relax(qubit, seconds, delay.Origin);
            _clocks[qubit] += seconds;
        }
    }

    /// <summary>Lets the qubits of a barrier wait for the last of them.</summary>
    /// <param name="barrier">The barrier.</param>
    public void Add(BarrierOperation barrier) => Align(Qubits(barrier.Qubits, barrier.Origin), barrier.Origin);

    /// <summary>Lets all qubits wait for the last one.</summary>
    /// <param name="origin">What they wait for.</param>
    public void Synchronise(Origin? origin)
    {
        Align(Qubits([], origin), origin);
        Array.Clear(_clocks);
    }

    private static int Known(QubitOperand operand, Instruction instruction) => Known(operand, instruction.Origin);

    private static int Known(QubitOperand operand, Origin? origin) => operand.IsStatic
        ? operand.Index
        : throw new DiagnosticException(SimulationDiagnostics.NoiseUnknown.At(origin?.Span ?? SourceSpan.None, "a qubit chosen at run time"));

    // No operands are all qubits.
    private int[] Qubits(EquatableArray<QubitOperand> operands, Origin? origin) =>
        operands.IsEmpty ? [.. Enumerable.Range(0, qubitCount)] : [.. operands.Select(q => Known(q, origin))];

    // Depolarisation for what relaxation leaves over of a gate's average infidelity e = d/(d + 1) (1 - F), F the entanglement fidelity (Nielsen,
    // quant-ph/0205035). Strength p turns a channel of fidelity F into one of (1 - p) F + p/d^2.
    private void Depolarize(int[] qubits, double[] relaxed, double infidelity, Origin? origin)
    {
        double dimension = Math.Pow(2, qubits.Length);
        double explained = relaxed.Aggregate(1.0, static (product, fidelity) => product * fidelity);
        double wanted = Math.Max(0, 1 - (infidelity * (dimension + 1) / dimension));
        if (wanted >= explained)
            return;
        if (qubits.Length <= 2)
        {
            output.Add(new ChannelInstruction(Depolarizing(qubits.Length, Strength(explained, wanted, dimension)), qubits, origin));
            return;
        }

        // A gate on more qubits: the depolarisation is local, each qubit has the same share of the missing factor.
        double share = Math.Pow(wanted / explained, 1.0 / qubits.Length);
        for (int i = 0; i < qubits.Length; i++)
            output.Add(new ChannelInstruction(Depolarizing(1, Strength(relaxed[i], relaxed[i] * share, 2)), [qubits[i]], origin));
    }

    // Nothing is worse than the maximally mixed state, of fidelity 1/d^2.
    private static double Strength(double fidelity, double wanted, double dimension)
    {
        double least = 1 / (dimension * dimension);
        return wanted <= least || fidelity <= least ? 1 : (fidelity - wanted) / (fidelity - least);
    }

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
    private KrausChannel Depolarizing(int qubits, double strength)
    {
        if (!_depolarizing.TryGetValue((qubits, strength), out KrausChannel? channel))
            _depolarizing.Add((qubits, strength), channel = KrausChannel.Depolarizing(qubits, strength));
        return channel;
    }

    private (KrausChannel Channel, double Fidelity) Relaxation(QubitNoise noise, double seconds)
    {
        if (!_relaxation.TryGetValue((noise, seconds), out (KrausChannel Channel, double Fidelity) found))
            _relaxation.Add((noise, seconds), found = (KrausChannel.Relaxation(noise, seconds), KrausChannel.RelaxationFidelity(noise, seconds)));
        return found;
    }
}
