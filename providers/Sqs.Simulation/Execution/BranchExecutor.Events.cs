using Sqs.Compiler.Ir;
using Sqs.Simulation.Lowering.Instructions;
using Sqs.Simulation.Random;

namespace Sqs.Simulation.Execution;

/// <content>Random events: what divides a branch.</content>
internal sealed partial class BranchExecutor
{
    // A loop on a measured bit goes on for ever with ever smaller weight. Outcomes of a loop below this weight are left out: no
    // number of them that can be enumerated changes a printed probability.
    private const double NegligibleWeight = 1e-30;

    // Measures one group of joined qubits at a time; the others follow when the instruction runs again with these known.
    private bool Measure(Branch branch, MeasureInstruction measure)
    {
        QubitOperand[] operands = measure.Qubits;
        Span<int> joint = stackalloc int[operands.Length];
        int count = 0;
        for (int i = 0; i < operands.Length; i++)
        {
            int qubit = _evaluator.Resolve(operands[i]);
            if (branch.State.TryGetValue(qubit, out _) || (measure.Bits[i] is null && branch.State.TryDephase(qubit)))
                continue;
            if (count == 0 || branch.State.AreJoined(joint[0], qubit))
                joint[count++] = qubit;
        }

        if (count > 0)
        {
            Divide(branch, joint[..branch.State.PickJoint(joint[..count])].ToArray());
            return true;
        }

        for (int i = 0; i < operands.Length; i++)
        {
            if (measure.Bits[i] is not { } bit)
                continue;
            branch.State.TryGetValue(_evaluator.Resolve(operands[i]), out bool value);
            _memory.Bits[_evaluator.Resolve(bit)] = value;
        }

        return false;
    }

    // An entangled qubit of a pure state is measured first; when the reset runs again its value is known.
    private bool Reset(Branch branch, int qubit)
    {
        if (branch.State.TryReset(qubit))
            return false;
        Divide(branch, [qubit]);
        return true;
    }

    private void Divide(Branch branch, int[] qubits) =>
        Divide(branch, branch.State.Distribution(qubits), (child, choice) => child.State.Collapse(qubits, choice.Outcome, choice.Probability));

    private bool ApplyChannel(Branch branch, ChannelInstruction noise)
    {
        if (branch.State.TryApply(noise.Channel, noise.Qubits))
            return false;
        Divide(branch, branch.State.Distribution(noise.Channel, noise.Qubits), (child, choice) =>
        {
            child.State.Apply(noise.Channel, noise.Qubits, (int)choice.Outcome, choice.Probability);
            child.Position++;
        });
        return true;
    }

    private void Misread(Branch branch, MisreadInstruction measurement)
    {
        int bit = measurement.Bit is { } target ? _evaluator.Resolve(target) : -1;
        Divide(branch, branch.State.Distribution(measurement), (child, choice) =>
        {
            child.State.Collapse(measurement, (int)choice.Outcome, choice.Probability);
            if (bit >= 0)
                child.Memory.Bits[bit] = (choice.Outcome & 1) != 0;
            child.Position++;
        });
    }

    private void Divide(Branch branch, double[] distribution, Action<Branch, Choice> take)
    {
        Events++;
        branch.Memory.CopyFrom(_memory);
        var choices = new List<Choice>();
        if (_options.IsExact)
        {
            ShotSplit.All(distribution, choices);
            if (branch.Iterations > 0)
                choices.RemoveAll(c => branch.Weight * c.Probability < NegligibleWeight);
        }
        else
        {
            var random = new RandomSequence(_options.Seed, branch.Path);
            ShotSplit.Draw(distribution, branch.Shots, ref random, choices);
        }

        _forks.Push(new Fork(branch, choices, take));
    }
}
