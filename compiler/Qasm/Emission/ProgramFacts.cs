using Sqs.Compiler.Gates;
using Sqs.Compiler.Ir;
using Sqs.Compiler.Ir.Operations;

namespace Sqs.Compiler.Qasm.Emission;

/// <summary>What a printer must know of a whole program before its first line.</summary>
internal sealed class ProgramFacts
{
    public ProgramFacts(CircuitProgram program)
    {
        foreach (CompositeGate gate in program.Gates)
            Collect(gate.Body);
        Collect(program.Body);
    }

    /// <summary>Rows of the gate table that the program uses, in order of first use.</summary>
    public List<StandardGate> Rows { get; } = [];

    /// <summary>Variables that a loop declares.</summary>
    public HashSet<int> LoopVariables { get; } = [];

    /// <summary>Whether the program needs version 3.1.</summary>
    public bool HasSwitch { get; private set; }

    private readonly HashSet<Gate> _seen = new(ReferenceEqualityComparer.Instance);

    private void Collect(Block block)
    {
        foreach (Operation operation in block.Operations)
        {
            switch (operation)
            {
                case GateOperation { Gate: StandardGate row }:
                    if (_seen.Add(row))
                        Rows.Add(row);
                    break;
                case BoxOperation box:
                    Collect(box.Body);
                    break;
                case IfOperation branch:
                    Collect(branch.Then);
                    if (branch.Else is not null)
                        Collect(branch.Else);
                    break;
                case ForOperation loop:
                    LoopVariables.Add(loop.Variable);
                    Collect(loop.Body);
                    break;
                case WhileOperation loop:
                    Collect(loop.Body);
                    break;
                case SwitchOperation choice:
                    HasSwitch = true;
                    foreach (SwitchCase part in choice.Cases)
                        Collect(part.Body);
                    if (choice.Default is not null)
                        Collect(choice.Default);
                    break;
            }
        }
    }
}
