using Sqs.Compiler.Ir;
using Sqs.Compiler.Ir.Expressions;
using Sqs.Compiler.Ir.Operations;

namespace Sqs.Compiler.Passes.Rewriting;

/// <summary>What an operation touches, with everything nested inside it.</summary>
internal sealed class Footprint
{
    private readonly CircuitProgram _program;

    private Footprint(CircuitProgram program) => _program = program;

    /// <summary>Qubits it acts on.</summary>
    public HashSet<int> Qubits { get; } = [];

    /// <summary>Bits whose value it uses.</summary>
    public HashSet<int> BitsRead { get; } = [];

    /// <summary>Bits it writes.</summary>
    public HashSet<int> BitsWritten { get; } = [];

    /// <summary>Whether it reads or writes variables, or leaves the order of the text (break, continue, end).</summary>
    public bool IsOrdered { get; private set; }

    /// <summary>Whether it chooses a qubit while the program runs.</summary>
    public bool IsDynamic { get; private set; }

    /// <summary>What an operation touches.</summary>
    /// <param name="operation">The operation.</param>
    /// <param name="program">Its program.</param>
    /// <returns>The footprint; a barrier or delay without operands touches every qubit.</returns>
    public static Footprint Of(Operation operation, CircuitProgram program)
    {
        var footprint = new Footprint(program);
        footprint.Visit(operation);
        return footprint;
    }

    private void Visit(Operation operation)
    {
        switch (operation)
        {
            case GateOperation gate:
                Visit(gate.Qubits);
                Read(gate.Angles);
                foreach (GateModifier modifier in gate.Modifiers)
                    Read(modifier.Exponent);
                break;
            case MeasureOperation measure:
                Visit([measure.Qubit]);
                if (measure.Target is { } bit)
                    Write(bit);
                break;
            case ResetOperation reset:
                Visit([reset.Qubit]);
                break;
            case BarrierOperation barrier:
                VisitOrAll(barrier.Qubits);
                break;
            case DelayOperation delay:
                Read(delay.Duration);
                VisitOrAll(delay.Qubits);
                break;
            case AssignOperation assign:
                Read(assign.Value);
                Write(assign.Target);
                break;
            case IfOperation branch:
                Read(branch.Condition);
                Visit(branch.Then, branch.Else);
                break;
            case SwitchOperation choice:
                Read(choice.Target);
                Visit([.. choice.Cases.Select(c => c.Body), choice.Default]);
                break;
            case WhileOperation loop:
                Read(loop.Condition);
                Visit(loop.Body);
                break;
            case ForOperation loop:
                IsOrdered = true;
                Read([.. loop.Values]);
                Read(loop.Start);
                Read(loop.Step);
                Read(loop.Stop);
                Visit(loop.Body);
                break;
            case BoxOperation box:
                Read(box.Duration);
                Visit(box.Body);
                break;
            default:
                IsOrdered = true;
                break;
        }
    }

    private void Visit(params ReadOnlySpan<Block?> blocks)
    {
        foreach (Block? block in blocks)
        {
            foreach (Operation operation in block?.Operations ?? [])
                Visit(operation);
        }
    }

    private void Visit(EquatableArray<QubitOperand> qubits)
    {
        foreach (QubitOperand qubit in qubits)
        {
            if (qubit.IsStatic)
            {
                Qubits.Add(qubit.Index);
                continue;
            }

            IsDynamic = true;
            QubitRegister register = _program.QubitRegisters[qubit.Register];
            Qubits.UnionWith(Enumerable.Range(register.Offset, register.Size));
            Read(qubit.Element);
        }
    }

    private void VisitOrAll(EquatableArray<QubitOperand> qubits)
    {
        Visit(qubits);
        if (qubits.IsEmpty)
            Qubits.UnionWith(Enumerable.Range(0, _program.QubitCount));
    }

    private void Write(BitOperand bit)
    {
        if (bit.IsStatic)
        {
            BitsWritten.Add(bit.Index);
            return;
        }

        AddRegister(BitsWritten, bit.Register);
        Read(bit.Element);
    }

    private void Write(AssignmentTarget target)
    {
        switch (target)
        {
            case BitTarget bit:
                Write(bit.Bit);
                break;
            case RegisterTarget register:
                AddRegister(BitsWritten, register.Register);
                break;
            default:
                IsOrdered = true;
                break;
        }
    }

    private void Read(EquatableArray<Expression> expressions)
    {
        foreach (Expression expression in expressions)
            Read(expression);
    }

    private void Read(Expression? expression)
    {
        if (expression is null or ConstantExpression)
            return;
        foreach (Expression part in expression.DescendantsAndSelf())
        {
            switch (part)
            {
                case BitExpression bit:
                    BitsRead.Add(bit.Bit);
                    break;
                case RegisterExpression register:
                    AddRegister(BitsRead, register.Register);
                    break;
                case VariableExpression:
                    IsOrdered = true;
                    break;
            }
        }
    }

    private void AddRegister(HashSet<int> bits, int register)
    {
        BitRegister declared = _program.BitRegisters[register];
        bits.UnionWith(Enumerable.Range(declared.Offset, declared.Size));
    }
}
