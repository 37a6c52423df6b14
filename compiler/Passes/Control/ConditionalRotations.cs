using System.Collections.Immutable;
using System.Numerics;
using Sqs.Compiler.Gates;
using Sqs.Compiler.Ir;
using Sqs.Compiler.Ir.Operations;
using Sqs.Compiler.Passes.Synthesis;

namespace Sqs.Compiler.Passes.Control;

/// <summary>
/// Conditionals in a row whose branches hold only rotations of one qubit about one axis. Together they are a rotation by a function of the bits; its
/// Walsh coefficients are the angles of rotations about products of z of the bits' lines with the axis.
/// </summary>
internal sealed class ConditionalRotations(CircuitProgram program, Func<int, bool> isZero, Func<int, int> lineOf)
{
    /// <summary>A condition on more bits is left to plain controls.</summary>
    private const int MaximumBits = 12;

    private readonly List<(TruthTable Table, LinearAngle Angle)> _terms = [];
    private string? _axis;
    private Origin? _origin;

    /// <summary>The qubit that is rotated.</summary>
    public int Qubit { get; private set; } = -1;

    /// <summary>Takes a conditional if it belongs to the row.</summary>
    public bool TryAdd(IfOperation branch)
    {
        if (branch.Else is not null || branch.Then.Operations.IsEmpty)
            return false;
        string? axis = _axis;
        int qubit = Qubit;
        var angle = LinearAngle.Zero;
        foreach (Operation operation in branch.Then.Operations)
        {
            if (operation is not GateOperation { Gate.Name: "rx" or "ry" or "rz", Modifiers.IsEmpty: true } gate)
                return false;
            axis ??= gate.Gate.Name;
            qubit = qubit < 0 ? gate.Qubits[0].Index : qubit;
            if (gate.Gate.Name != axis || gate.Qubits[0].Index != qubit)
                return false;
            angle += LinearAngle.From(gate.Angles[0], []);
        }

        TruthTable? table = TruthTable.Of(program, branch.Condition, isZero);
        if (table is null || table.Bits.Length > MaximumBits)
            return false;
        (_axis, Qubit, _origin) = (axis, qubit, _origin ?? branch.Origin);
        _terms.Add((table, angle));
        return true;
    }

    /// <summary>Appends the multiplexed rotation.</summary>
    /// <param name="target">The line of <see cref="Qubit"/>.</param>
    /// <param name="output">Takes the gates.</param>
    public void Emit(int target, ImmutableArray<Operation>.Builder output)
    {
        int[] lines = [.. _terms.SelectMany(t => t.Table.Bits).Select(lineOf).Distinct().Order()];
        SortedDictionary<ulong, LinearAngle> spectrum = Spectrum(lines);
        BasisChange(target, output, isFirst: true);
        long chained = spectrum.Keys.Sum(s => Math.Max(0, (4L * BitOperations.PopCount(s)) - 2));
        bool isAdditive = spectrum.Keys.All(s => BitOperations.PopCount(s) <= 1);
        if (!isAdditive && lines.Length <= MaximumBits && 1L << lines.Length < chained)
            EmitGray(spectrum, lines, target, output);
        else
            EmitProducts(spectrum, lines, target, output);
        BasisChange(target, output, isFirst: false);
    }

    private SortedDictionary<ulong, LinearAngle> Spectrum(int[] lines)
    {
        var spectrum = new SortedDictionary<ulong, LinearAngle>();
        foreach ((TruthTable table, LinearAngle angle) in _terms)
        {
            int[] positions = [.. table.Bits.Select(b => Array.IndexOf(lines, lineOf(b)))];
            int[] own = [.. positions.Distinct()];
            int size = 1 << own.Length;
            for (int subset = 0; subset < size; subset++)
            {
                int sum = 0;
                for (int values = 0; values < size; values++)
                {
                    int assignment = 0;
                    for (int i = 0; i < positions.Length; i++)
                        assignment |= (values >> Array.IndexOf(own, positions[i]) & 1) << i;
                    if (table.Holds[assignment])
                        sum += (BitOperations.PopCount((uint)(values & subset)) & 1) == 0 ? 1 : -1;
                }

                if (sum == 0)
                    continue;
                ulong key = 0;
                for (int i = 0; i < own.Length; i++)
                    key |= (ulong)(subset >> i & 1) << own[i];
                spectrum[key] = spectrum.GetValueOrDefault(key, LinearAngle.Zero) + (angle * ((double)sum / size));
            }
        }

        foreach (ulong key in spectrum.Where(e => e.Value.IsConstant && Math.Abs(e.Value.Constant) < Unitary2.Rounding).Select(e => e.Key).ToArray())
            spectrum.Remove(key);
        return spectrum;
    }

    private void EmitProducts(SortedDictionary<ulong, LinearAngle> spectrum, int[] lines, int target, ImmutableArray<Operation>.Builder output)
    {
        foreach ((ulong subset, LinearAngle angle) in spectrum)
        {
            int[] members = [.. Enumerable.Range(0, lines.Length).Where(i => (subset >> i & 1) != 0).Select(i => lines[i])];
            if (members.Length == 0)
            {
                Gate(output, "rz", angle, target);
                continue;
            }

            foreach (int line in members[1..])
                Gate(output, "cx", null, line, target);
            Gate(output, "rzz", angle, members[0], target);
            foreach (int line in members[1..].Reverse())
                Gate(output, "cx", null, line, target);
        }
    }

    private void EmitGray(SortedDictionary<ulong, LinearAngle> spectrum, int[] lines, int target, ImmutableArray<Operation>.Builder output)
    {
        int steps = 1 << lines.Length;
        for (int step = 0; step < steps; step++)
        {
            if (spectrum.TryGetValue((ulong)(step ^ (step >> 1)), out LinearAngle angle))
                Gate(output, "rz", angle, target);
            int control = step + 1 == steps ? lines.Length - 1 : BitOperations.TrailingZeroCount(step + 1);
            Gate(output, "cx", null, lines[control], target);
        }
    }

    // ry = rx(-pi/2) rz rx(pi/2) and rx = h rz h, rightmost first.
    private void BasisChange(int target, ImmutableArray<Operation>.Builder output, bool isFirst)
    {
        if (_axis == "rx")
            Gate(output, "h", null, target);
        else if (_axis == "ry")
            Gate(output, "rx", new LinearAngle(isFirst ? Math.PI / 2 : -Math.PI / 2), target);
    }

    private void Gate(ImmutableArray<Operation>.Builder output, string name, LinearAngle? angle, params ReadOnlySpan<int> qubits)
    {
        int[] operands = qubits.ToArray();
        output.Add(new GateOperation(GateTable.Find(name), angle is { } value ? [value.ToExpression()] : [], [.. operands.Select(q => (QubitOperand)q)]) { Origin = _origin });
    }
}
