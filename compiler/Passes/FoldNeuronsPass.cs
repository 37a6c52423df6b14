using System.Collections.Immutable;
using Newtonsoft.Json.Linq;
using Sqs.Compiler.Ir;
using Sqs.Compiler.Ir.Operations;
using Sqs.Compiler.Targets.Predicates;

namespace Sqs.Compiler.Passes;

/// <summary>
/// Amplifies noise without changing what a program means: the gates U of a neuron between two measurements become <c>U (U^-1 U)^k</c>, with barriers between so that
/// nothing cancels. Runs at several k, extrapolated to no noise, mitigate errors (unitary folding; Giurgica-Tiron et al., arXiv 2005.10921).
/// </summary>
/// <param name="factor">How many times as many gates, an odd number: 1 changes nothing.</param>
public sealed class FoldNeuronsPass(int factor) : CircuitPass
{
    /// <inheritdoc/>
    public override string Name => "fold-neurons";

    /// <inheritdoc/>
    public override string Purpose => "the gates of every neuron forth, back and forth again, to amplify noise";

    /// <inheritdoc/>
    public override JObject Configuration() => new() { ["factor"] = factor };

    /// <inheritdoc/>
    public override bool Preserves(ProgramPredicate predicate) => predicate is not NativeGatesPredicate;

    /// <inheritdoc/>
    public override CircuitProgram Apply(CircuitProgram program, PassContext context)
    {
        ArgumentNullException.ThrowIfNull(program);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(factor);
        if (factor % 2 == 0)
            throw new ArgumentException($"{factor} is even; a block goes forth once more than back.");
        if (factor == 1)
            return program;
        var output = ImmutableArray.CreateBuilder<Operation>(program.Body.Operations.Count * factor);
        var run = new List<GateOperation>();
        foreach (Operation operation in program.Body.Operations)
        {
            // A run is of one neuron in one step, or of gates that nobody claims.
            if (operation is GateOperation gate && (run.Count == 0 || run[0].Origin == gate.Origin))
            {
                run.Add(gate);
                continue;
            }

            Flush(run, output);
            if (operation is GateOperation first)
                run.Add(first);
            else
                output.Add(operation);
        }

        Flush(run, output);
        return program with { Body = new Block(new EquatableArray<Operation>(output.ToImmutable())) };
    }

    private void Flush(List<GateOperation> run, ImmutableArray<Operation>.Builder output)
    {
        output.AddRange(run);
        EquatableArray<QubitOperand> qubits = [.. run.SelectMany(g => g.Qubits).Distinct()];
        for (int k = 0; k < factor / 2 && run.Count > 0; k++)
        {
            var barrier = new BarrierOperation(qubits) { Origin = run[0].Origin };
            output.Add(barrier);
            for (int i = run.Count - 1; i >= 0; i--)
                output.Add(run[i] with { Modifiers = [new GateModifier(GateModifierKind.Inverse), .. run[i].Modifiers] });
            output.Add(barrier);
            output.AddRange(run);
        }

        run.Clear();
    }
}
