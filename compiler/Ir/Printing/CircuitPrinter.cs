using System.Text;
using Sqs.Compiler.Gates;
using Sqs.Compiler.Ir.Operations;

namespace Sqs.Compiler.Ir.Printing;

/// <summary>
/// Prints a program for people: every declaration and operation, one a line, blocks indented, and where operations come from as a comment in front of
/// them. Equal programs with equal origins give equal text. The text is no OpenQASM: it shows the IR as it is, also a program that does not verify.
/// </summary>
public sealed class CircuitPrinter
{
    private readonly StringBuilder _text = new();
    private readonly CircuitProgram _program;
    private readonly bool _showOrigins;
    private ExpressionPrinter _expressions;
    private string _indent = string.Empty;
    private string? _origin;

    private CircuitPrinter(CircuitProgram program, bool showOrigins)
    {
        _program = program;
        _showOrigins = showOrigins;
        _expressions = new ExpressionPrinter(program, []);
    }

    /// <summary>Prints a program.</summary>
    /// <param name="program">The program.</param>
    /// <param name="showOrigins">Whether to say which neuron and step, or which place of a text, operations come from.</param>
    /// <returns>Lines that end in a line feed.</returns>
    public static string Print(CircuitProgram program, bool showOrigins = true)
    {
        ArgumentNullException.ThrowIfNull(program);
        var printer = new CircuitPrinter(program, showOrigins);
        printer.PrintDeclarations();
        printer.PrintBlock(program.Body);
        return printer._text.ToString();
    }

    private void PrintDeclarations()
    {
        Line($"program \"{_program.Name}\"");
        foreach (InputParameter input in _program.Inputs)
            Line($"input {input.Type} {input.Name}");
        foreach (QubitRegister register in _program.QubitRegisters)
            Line($"{(register.IsPhysical ? "physical " : string.Empty)}qubit {register.Name}{(register.IsScalar ? string.Empty : $"[{register.Size}]")}");
        foreach (BitRegister register in _program.BitRegisters)
            Line($"{(register.IsReported ? string.Empty : "local ")}bit {register.Name}{(register.IsScalar ? string.Empty : $"[{register.Size}]")}");
        foreach (ClassicalVariable variable in _program.Variables)
            Line($"{(variable.IsReported ? "output" : "var")} {variable.Type} {variable.Name}");
        foreach (CompositeGate gate in _program.Gates)
            PrintDefinition(gate);
    }

    private void PrintDefinition(CompositeGate gate)
    {
        ExpressionPrinter outer = _expressions;
        CircuitProgram operands = _program with
        {
            QubitRegisters = [.. gate.Operands.Select((name, index) => new QubitRegister(name, 1, index, IsScalar: true))],
        };
        _expressions = new ExpressionPrinter(operands, gate.Parameters);
        string parameters = gate.Parameters.IsEmpty ? string.Empty : $"({string.Join(", ", gate.Parameters)})";
        PrintNested($"gate {gate.Name}{parameters} {string.Join(", ", gate.Operands)}", gate.Body);
        Line("}");
        _expressions = outer;
    }

    private void PrintBlock(Block block)
    {
        foreach (Operation operation in block.Operations)
        {
            PrintOrigin(operation.Origin);
            PrintOperation(operation);
        }
    }

    private void PrintOrigin(Origin? origin)
    {
        string? name = origin?.ToString();
        if (_showOrigins && name != _origin && !string.IsNullOrEmpty(name))
            Line($"// {name}");
        _origin = name;
    }

    private void PrintOperation(Operation operation)
    {
        switch (operation)
        {
            case GateOperation gate:
                string angles = gate.Angles.IsEmpty ? string.Empty : $"({_expressions.List(gate.Angles)})";
                Line($"{string.Concat(gate.Modifiers.Select(Modifier))}{gate.Gate.Name}{angles}{Operands(gate.Qubits)}");
                break;
            case MeasureOperation measure:
                Line($"measure {_expressions.Print(measure.Qubit)}{(measure.Target is { } bit ? $" -> {_expressions.Print(bit)}" : string.Empty)}");
                break;
            case ResetOperation reset:
                Line($"reset {_expressions.Print(reset.Qubit)}");
                break;
            case BarrierOperation barrier:
                Line($"barrier{Operands(barrier.Qubits)}");
                break;
            case DelayOperation delay:
                Line($"delay[{_expressions.Print(delay.Duration)}]{Operands(delay.Qubits)}");
                break;
            case AssignOperation assign:
                Line($"{_expressions.Print(assign.Target)} = {_expressions.Print(assign.Value)}");
                break;
            case BreakOperation:
                Line("break");
                break;
            case ContinueOperation:
                Line("continue");
                break;
            case EndOperation:
                Line("end");
                break;
            default:
                PrintControlFlow(operation);
                break;
        }
    }

    private void PrintControlFlow(Operation operation)
    {
        switch (operation)
        {
            case BoxOperation box:
                PrintNested(box.Duration is null ? "box" : $"box[{_expressions.Print(box.Duration)}]", box.Body);
                break;
            case IfOperation branch:
                PrintNested($"if {_expressions.Print(branch.Condition)}", branch.Then);
                if (branch.Else is not null)
                    PrintNested("} else", branch.Else);
                break;
            case SwitchOperation choice:
                Line($"switch {_expressions.Print(choice.Target)} {{");
                foreach (SwitchCase option in choice.Cases)
                {
                    PrintNested($"case {string.Join(", ", option.Labels)}", option.Body);
                    Line("}");
                }

                if (choice.Default is not null)
                {
                    PrintNested("default", choice.Default);
                    Line("}");
                }

                break;
            case ForOperation loop:
                PrintNested($"for {_program.Variables[loop.Variable].Name} in {Range(loop)}", loop.Body);
                break;
            case WhileOperation loop:
                PrintNested($"while {_expressions.Print(loop.Condition)}", loop.Body);
                break;
            default:
                throw new ArgumentException($"{operation.GetType().Name} cannot be printed.", nameof(operation));
        }

        Line("}");
    }

    private string Range(ForOperation loop)
    {
        if (loop.Start is null || loop.Stop is null)
            return $"{{{_expressions.List(loop.Values)}}}";
        string step = loop.Step is null ? string.Empty : $"{_expressions.Print(loop.Step)}:";
        return $"[{_expressions.Print(loop.Start)}:{step}{_expressions.Print(loop.Stop)}]";
    }

    private string Modifier(GateModifier modifier) => modifier.Kind switch
    {
        GateModifierKind.Inverse => "inv @ ",
        GateModifierKind.Power => $"pow({_expressions.Print(modifier.Exponent!)}) @ ",
        GateModifierKind.Control => "ctrl @ ",
        _ => "negctrl @ ",
    };

    private string Operands(EquatableArray<QubitOperand> qubits) =>
        qubits.IsEmpty ? string.Empty : $" {string.Join(", ", qubits.Select(q => _expressions.Print(q)))}";

    private void PrintNested(string head, Block body)
    {
        Line($"{head} {{");
        (string indent, string? origin) = (_indent, _origin);
        _indent += "  ";
        PrintBlock(body);
        (_indent, _origin) = (indent, origin);
    }

    private void Line(string line) => _text.Append(_indent).Append(line).Append('\n');
}
