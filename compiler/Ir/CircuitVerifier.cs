using Sqs.Compiler.Diagnostics;
using Sqs.Compiler.Gates;
using Sqs.Compiler.Ir.Expressions;
using Sqs.Compiler.Ir.Operations;
using Sqs.Compiler.Ir.Types;

namespace Sqs.Compiler.Ir;

/// <summary>
/// Checks the invariants of a <see cref="CircuitProgram"/>: operands in range, no gate on one qubit twice, angles finite, everything
/// used is declared, conditions are truth values. Runs after every pass in the tests and before every simulation.
/// </summary>
public sealed class CircuitVerifier
{
    /// <summary>How deeply blocks may be nested.</summary>
    public const int MaximumDepth = 256;

    private readonly CircuitProgram _program;
    private readonly DiagnosticBag _diagnostics = [];
    private int _loops;

    private CircuitVerifier(CircuitProgram program) => _program = program;

    /// <summary>Verifies a program.</summary>
    /// <param name="program">The program.</param>
    /// <returns>What is wrong; empty for a sound program.</returns>
    public static DiagnosticBag Verify(CircuitProgram program)
    {
        ArgumentNullException.ThrowIfNull(program);
        var verifier = new CircuitVerifier(program);
        verifier.VerifyDeclarations();
        foreach (CompositeGate gate in program.Gates)
            verifier.VerifyDefinition(gate);
        verifier.VerifyBlock(program.Body, depth: 0, program.QubitCount, parameters: 0);
        return verifier._diagnostics;
    }

    private void VerifyDeclarations()
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        int offset = 0;
        foreach (QubitRegister register in _program.QubitRegisters)
        {
            VerifyRegister(register.Name, register.Offset, register.Size, ref offset);
            Declare(names, register.Name);
        }

        offset = 0;
        foreach (BitRegister register in _program.BitRegisters)
        {
            VerifyRegister(register.Name, register.Offset, register.Size, ref offset);
            Declare(names, register.Name);
        }

        foreach (InputParameter input in _program.Inputs)
            Declare(names, input.Name);
        foreach (ClassicalVariable variable in _program.Variables)
            Declare(names, variable.Name);
        foreach (CompositeGate gate in _program.Gates)
            Declare(names, gate.Name);
    }

    private void Declare(HashSet<string> names, string name)
    {
        if (!names.Add(name))
            Report(IrDiagnostics.DuplicateName, null, name);
    }

    private void VerifyRegister(string name, int offset, int size, ref int expected)
    {
        if (offset != expected || size < 1)
            Report(IrDiagnostics.RegisterLayout, null, name, offset, size, expected);
        expected = offset + size;
    }

    private void VerifyDefinition(CompositeGate gate)
    {
        foreach (Operation operation in gate.Body.Operations)
        {
            if (operation is not (GateOperation or BarrierOperation))
                Report(IrDiagnostics.NotUnitary, operation.Origin, gate.Name, operation.GetType().Name);
        }

        VerifyBlock(gate.Body, depth: 0, gate.QubitCount, gate.ParameterCount);
    }

    private void VerifyBlock(Block block, int depth, int qubits, int parameters)
    {
        if (depth > MaximumDepth)
        {
            Report(IrDiagnostics.TooDeep, block.Operations.IsEmpty ? null : block.Operations[0].Origin, MaximumDepth);
            return;
        }

        foreach (Operation operation in block.Operations)
            VerifyOperation(operation, depth, qubits, parameters);
    }

    private void VerifyOperation(Operation operation, int depth, int qubits, int parameters)
    {
        switch (operation)
        {
            case GateOperation gate:
                VerifyGate(gate, qubits, parameters);
                break;
            case MeasureOperation measure:
                VerifyQubit(measure.Qubit, qubits, operation.Origin);
                if (measure.Target is { } target)
                    VerifyBit(target, operation.Origin);
                break;
            case ResetOperation reset:
                VerifyQubit(reset.Qubit, qubits, operation.Origin);
                break;
            case BarrierOperation barrier:
                VerifyQubits(barrier.Qubits, qubits, operation.Origin);
                break;
            case DelayOperation delay:
                VerifyQubits(delay.Qubits, qubits, operation.Origin);
                VerifyExpression(delay.Duration, parameters, operation.Origin);
                break;
            case BoxOperation box:
                VerifyBlock(box.Body, depth + 1, qubits, parameters);
                break;
            case IfOperation branch:
                VerifyCondition(branch.Condition, parameters, operation.Origin);
                VerifyBlock(branch.Then, depth + 1, qubits, parameters);
                if (branch.Else is not null)
                    VerifyBlock(branch.Else, depth + 1, qubits, parameters);
                break;
            case SwitchOperation choice:
                VerifySwitch(choice, depth, qubits, parameters);
                break;
            case ForOperation loop:
                VerifyFor(loop, parameters);
                VerifyLoopBody(loop.Body, depth, qubits, parameters);
                break;
            case WhileOperation loop:
                VerifyCondition(loop.Condition, parameters, operation.Origin);
                VerifyLoopBody(loop.Body, depth, qubits, parameters);
                break;
            case BreakOperation or ContinueOperation when _loops == 0:
                Report(IrDiagnostics.OutsideLoop, operation.Origin, operation is BreakOperation ? "break" : "continue");
                break;
            case AssignOperation assign:
                VerifyTarget(assign, parameters);
                VerifyExpression(assign.Value, parameters, operation.Origin);
                break;
        }
    }

    private void VerifyLoopBody(Block body, int depth, int qubits, int parameters)
    {
        _loops++;
        VerifyBlock(body, depth + 1, qubits, parameters);
        _loops--;
    }

    private void VerifyFor(ForOperation loop, int parameters)
    {
        VerifyVariable(loop.Variable, loop.Origin);
        foreach (Expression? bound in (ReadOnlySpan<Expression?>)[loop.Start, loop.Step, loop.Stop])
        {
            if (bound is not null)
                VerifyExpression(bound, parameters, loop.Origin);
        }

        foreach (Expression value in loop.Values)
            VerifyExpression(value, parameters, loop.Origin);
    }

    private void VerifySwitch(SwitchOperation choice, int depth, int qubits, int parameters)
    {
        VerifyExpression(choice.Target, parameters, choice.Origin);
        var labels = new HashSet<long>();
        foreach (SwitchCase branch in choice.Cases)
        {
            foreach (long label in branch.Labels)
            {
                if (!labels.Add(label))
                    Report(IrDiagnostics.DuplicateLabel, choice.Origin, label);
            }

            VerifyBlock(branch.Body, depth + 1, qubits, parameters);
        }

        if (choice.Default is not null)
            VerifyBlock(choice.Default, depth + 1, qubits, parameters);
    }

    private void VerifyGate(GateOperation operation, int qubits, int parameters)
    {
        Gate gate = operation.Gate;
        int controls = 0;
        foreach (GateModifier modifier in operation.Modifiers)
        {
            controls += modifier.IsControl ? 1 : 0;
            if (modifier.Exponent is not null)
                VerifyExpression(modifier.Exponent, parameters, operation.Origin);
        }

        if (operation.Qubits.Count != gate.QubitCount + controls)
            Report(IrDiagnostics.OperandCount, operation.Origin, gate.Name, operation.Qubits.Count, gate.QubitCount + controls);
        if (operation.Angles.Count != gate.ParameterCount)
            Report(IrDiagnostics.AngleCount, operation.Origin, gate.Name, operation.Angles.Count, gate.ParameterCount);
        foreach (Expression angle in operation.Angles)
        {
            VerifyExpression(angle, parameters, operation.Origin);
            if (angle.TryGetConstant(out double value) && !double.IsFinite(value))
                Report(IrDiagnostics.NotFinite, operation.Origin, gate.Name, value);
        }

        VerifyQubits(operation.Qubits, qubits, operation.Origin);
        ReadOnlySpan<QubitOperand> operands = operation.Qubits.AsSpan();
        for (int i = 1; i < operands.Length; i++)
        {
            if (operands[i].IsStatic && operands[..i].Contains(operands[i]))
                Report(IrDiagnostics.DuplicateQubit, operation.Origin, gate.Name, operands[i].Index);
        }
    }

    private void VerifyQubits(EquatableArray<QubitOperand> operands, int qubits, Origin? origin)
    {
        foreach (QubitOperand operand in operands)
            VerifyQubit(operand, qubits, origin);
    }

    private void VerifyQubit(QubitOperand operand, int qubits, Origin? origin)
    {
        if (operand.IsStatic)
        {
            if ((uint)operand.Index >= (uint)qubits)
                Report(IrDiagnostics.QubitOutOfRange, origin, operand.Index, qubits);
        }
        else if ((uint)operand.Register >= (uint)_program.QubitRegisters.Count)
        {
            Report(IrDiagnostics.Undeclared, origin, "qubit register", operand.Register, _program.QubitRegisters.Count);
        }
    }

    private void VerifyBit(BitOperand operand, Origin? origin)
    {
        if (operand.IsStatic)
        {
            if ((uint)operand.Index >= (uint)_program.BitCount)
                Report(IrDiagnostics.BitOutOfRange, origin, operand.Index, _program.BitCount);
        }
        else
        {
            VerifyRegisterIndex(operand.Register, origin);
        }
    }

    private void VerifyRegisterIndex(int register, Origin? origin)
    {
        if ((uint)register >= (uint)_program.BitRegisters.Count)
            Report(IrDiagnostics.Undeclared, origin, "bit register", register, _program.BitRegisters.Count);
    }

    private void VerifyVariable(int variable, Origin? origin)
    {
        if ((uint)variable >= (uint)_program.Variables.Count)
            Report(IrDiagnostics.Undeclared, origin, "variable", variable, _program.Variables.Count);
    }

    private void VerifyTarget(AssignOperation assign, int parameters)
    {
        switch (assign.Target)
        {
            case VariableTarget target:
                VerifyVariable(target.Variable, assign.Origin);
                foreach (Expression index in target.Indices)
                    VerifyExpression(index, parameters, assign.Origin);
                break;
            case RegisterTarget target:
                VerifyRegisterIndex(target.Register, assign.Origin);
                break;
            case BitTarget target:
                VerifyBit(target.Bit, assign.Origin);
                break;
        }
    }

    private void VerifyCondition(Expression condition, int parameters, Origin? origin)
    {
        if (condition.Type != ClassicalType.Bool && condition.Type != ClassicalType.Bit)
            Report(IrDiagnostics.TypeMismatch, origin, "a condition", condition.Type, "bool or bit");
        VerifyExpression(condition, parameters, origin);
    }

    private void VerifyExpression(Expression expression, int parameters, Origin? origin)
    {
        foreach (Expression part in expression.DescendantsAndSelf())
        {
            switch (part)
            {
                case InputExpression input when (uint)input.Index >= (uint)_program.Inputs.Count:
                    Report(IrDiagnostics.Undeclared, origin, "input", input.Index, _program.Inputs.Count);
                    break;
                case GateParameterExpression parameter when (uint)parameter.Index >= (uint)parameters:
                    Report(IrDiagnostics.Undeclared, origin, "gate parameter", parameter.Index, parameters);
                    break;
                case VariableExpression variable:
                    VerifyVariable(variable.Variable, origin);
                    break;
                case BitExpression bit:
                    VerifyBit(bit.Bit, origin);
                    break;
                case RegisterExpression register:
                    VerifyRegisterIndex(register.Register, origin);
                    break;
            }
        }
    }

    private void Report(DiagnosticDescriptor descriptor, Origin? origin, params ReadOnlySpan<object?> arguments) =>
        _diagnostics.Report(descriptor, origin?.Span ?? SourceSpan.None, arguments);
}
