using Sqs.Simulation.Lowering;
using Sqs.Simulation.Lowering.Instructions;
using Sqs.Simulation.Noise;

namespace Sqs.Simulation.States;

/// <summary>The quantum part of a running shot, or of a group of shots that share their history.</summary>
internal abstract class QuantumState : IDisposable
{
    /// <summary>Most qubits that are measured together.</summary>
    protected const int MostJoint = 12;

    /// <summary>Most qubits that shared one state vector or density matrix.</summary>
    public abstract int MaximumWidth { get; }

    /// <summary>Whether a qubit is in a basis state and unentangled, and in which.</summary>
    /// <param name="qubit">The qubit.</param>
    /// <param name="value">Whether it is |1&gt;.</param>
    /// <returns>Whether its value is known.</returns>
    public abstract bool TryGetValue(int qubit, out bool value);

    /// <summary>Puts a qubit whose value is known into a basis state.</summary>
    /// <param name="qubit">The qubit.</param>
    /// <param name="value">Whether it shall be |1&gt;.</param>
    public abstract void SetValue(int qubit, bool value);

    /// <summary>Applies a gate.</summary>
    /// <param name="gate">The gate.</param>
    public abstract void Apply(BoundGate gate);

    /// <summary>Applies gates and channels that are multiplied together.</summary>
    /// <param name="map">The map.</param>
    public abstract void Apply(SuperoperatorInstruction map);

    /// <summary>Number of amplitudes of all factors.</summary>
    public abstract long Amplitudes { get; }

    /// <summary>Copies what other states share, so that another thread may go on with this one.</summary>
    public abstract void Detach();

    /// <summary>Applies gates that run together.</summary>
    /// <param name="sweep">The gates.</param>
    public abstract void Apply(SweepInstruction sweep);

    /// <summary>Brings qubits into one state, so that it is not copied while it grows.</summary>
    /// <param name="qubits">The qubits.</param>
    public abstract void Join(int[] qubits);

    /// <summary>Whether two qubits without known values share a state.</summary>
    /// <param name="first">A qubit.</param>
    /// <param name="second">Another.</param>
    /// <returns>Whether their outcomes are drawn together.</returns>
    public abstract bool AreJoined(int first, int second);

    /// <summary>
    /// Picks which of some joined qubits are measured together first, so that their distribution stays small and is cheap to sum.
    /// </summary>
    /// <param name="qubits">Joined qubits; reordered, the picked ones in front.</param>
    /// <returns>Number of picked qubits, at most <see cref="MostJoint"/>.</returns>
    public abstract int PickJoint(Span<int> qubits);

    /// <summary>The joint distribution of outcomes of qubits that share a state.</summary>
    /// <param name="qubits">The qubits, the first least significant in an outcome.</param>
    /// <returns>The probability of each outcome.</returns>
    public abstract double[] Distribution(ReadOnlySpan<int> qubits);

    /// <summary>Projects qubits onto an outcome; they leave their state and get the values of the outcome.</summary>
    /// <param name="qubits">The qubits.</param>
    /// <param name="outcome">Bit i is the value of qubit i.</param>
    /// <param name="probability">Its probability, positive.</param>
    public abstract void Collapse(ReadOnlySpan<int> qubits, long outcome, double probability);

    /// <summary>Takes a qubit out of the state and leaves it in |0&gt;, if that needs no random choice.</summary>
    /// <param name="qubit">The qubit.</param>
    /// <returns>Whether it could be done.</returns>
    public abstract bool TryReset(int qubit);

    /// <summary>Measures a qubit without keeping the outcome, if that needs no random choice.</summary>
    /// <param name="qubit">The qubit.</param>
    /// <returns>Whether it could be done.</returns>
    public abstract bool TryDephase(int qubit);

    /// <summary>Applies a channel, if that needs no random choice.</summary>
    /// <param name="channel">The channel.</param>
    /// <param name="qubits">The qubits.</param>
    /// <returns>Whether it could be done.</returns>
    public abstract bool TryApply(KrausChannel channel, int[] qubits);

    /// <summary>The probability of every operator of a channel.</summary>
    /// <param name="channel">The channel.</param>
    /// <param name="qubits">The qubits.</param>
    /// <returns>One probability an operator.</returns>
    public abstract double[] Distribution(KrausChannel channel, int[] qubits);

    /// <summary>Applies one operator of a channel and normalises.</summary>
    /// <param name="channel">The channel.</param>
    /// <param name="qubits">The qubits.</param>
    /// <param name="index">Index of the operator.</param>
    /// <param name="probability">Its probability, positive.</param>
    public abstract void Apply(KrausChannel channel, int[] qubits, int index, double probability);

    /// <summary>The distribution of a measurement that may be misread: over what is read alone where the true value needs no choice, else over both.</summary>
    /// <param name="measurement">The measurement.</param>
    /// <returns>Two probabilities, or four with the true value as bit 1 of the index.</returns>
    public abstract double[] Distribution(MisreadInstruction measurement);

    /// <summary>Takes an outcome of such a measurement.</summary>
    /// <param name="measurement">The measurement.</param>
    /// <param name="outcome">Index in its distribution; bit 0 is what is read.</param>
    /// <param name="probability">Its probability, positive.</param>
    public abstract void Collapse(MisreadInstruction measurement, int outcome, double probability);

    /// <summary>A copy that may go its own way.</summary>
    /// <returns>The copy.</returns>
    public abstract QuantumState Clone();

    /// <inheritdoc/>
    public abstract void Dispose();
}
