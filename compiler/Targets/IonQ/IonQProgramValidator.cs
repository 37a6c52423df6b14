using Sqs.Compiler.Diagnostics;
using Sqs.Compiler.Gates;
using Sqs.Compiler.Qasm.Syntax;
using Sqs.Compiler.Qasm.Syntax.Declarations;
using Sqs.Compiler.Qasm.Syntax.Expressions;
using Sqs.Compiler.Qasm.Syntax.Parsing;
using Sqs.Compiler.Qasm.Syntax.Statements;
using Sqs.Compiler.Qasm.Syntax.Types;

namespace Sqs.Compiler.Targets.IonQ;

/// <summary>
/// Checks an OpenQASM 3 text against what IonQ's job type <c>ionq.qasm3.v1</c> is known to take: virtual qubits, bit registers, gates of
/// <c>stdgates.inc</c> with numbers, measurements into bits, barriers, resets where the target has them; no control flow on any target. The vendor publishes
/// an introduction, not a grammar, so what is not known to be taken is refused.
/// </summary>
public static class IonQProgramValidator
{
    // Names that the service's results or readers use themselves.
    private static readonly HashSet<string> Reserved = new(StringComparer.Ordinal) { "output", "input", "output_all" };

    /// <summary>Validates a text.</summary>
    /// <param name="text">The program.</param>
    /// <param name="target">Gives qubits, and whether it measures in the middle and resets.</param>
    /// <param name="file">Name of the text in diagnostics.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <returns>What would be refused, in the order of the text.</returns>
    public static DiagnosticBag Validate(string text, Target target, string file = "", CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(target);
        var source = new SourceText(text, file);
        var problems = new DiagnosticBag();
        StatementSyntax[] statements = [.. new QasmParser(source, problems).Statements(cancellation)];
        var diagnostics = new DiagnosticBag();
        foreach (Diagnostic problem in problems.Where(p => p.IsError))
            diagnostics.Report(TargetDiagnostics.IonQProgram, problem.Span, $"no OpenQASM 3: {problem.Message}");
        if (!diagnostics.HasErrors)
            new Check(source, diagnostics, target).Run(statements);
        return diagnostics;
    }

    private sealed class Check(SourceText source, DiagnosticBag diagnostics, Target target)
    {
        private readonly Dictionary<string, StandardGate> _gates = new(StringComparer.Ordinal);
        private readonly Dictionary<string, long> _qubits = new(StringComparer.Ordinal);
        private readonly Dictionary<string, long> _bits = new(StringComparer.Ordinal);
        private readonly HashSet<(string, long)> _measured = [];

        public void Run(IReadOnlyList<StatementSyntax> statements)
        {
            if (statements.Count == 0 || statements[0] is not VersionSyntax { Major: 3 })
                diagnostics.Report(TargetDiagnostics.IonQProgram, SourceSpan.WholeFile(source.File), "no version line; write OPENQASM 3.0;");
            foreach (StatementSyntax statement in statements)
                Visit(statement);
            long width = _qubits.Values.Sum();
            if (width > target.QubitCount)
                diagnostics.Report(TargetDiagnostics.IonQProgram, SourceSpan.WholeFile(source.File), $"{width} qubits; the target has {target.QubitCount}");
        }

        private void Visit(StatementSyntax statement)
        {
            switch (statement)
            {
                case VersionSyntax or BarrierSyntax { IsNop: false }:
                    break;
                case IncludeSyntax { Path: "stdgates.inc" }:
                    foreach (StandardGate gate in GateTable.All.Where(g => g.Library == GateLibrary.StandardGates))
                    {
                        foreach (string name in gate.Aliases.Prepend(gate.Name))
                            _gates[name] = gate;
                    }

                    break;
                case QubitDeclarationSyntax declaration:
                    Declare(_qubits, declaration, declaration.Name, declaration.Size);
                    break;
                case ClassicalDeclarationSyntax { Modifier: DeclarationModifier.None, Initializer: null, Type: ScalarTypeSyntax { Kind: ScalarKind.Bit } type } declaration:
                    if (type.Width is null)
                        Refuse(statement, $"the single bit '{declaration.Name.Text}'; declare bit[1] {declaration.Name.Text}");
                    Declare(_bits, declaration, declaration.Name, type.Width);
                    break;
                case GateCallSyntax call:
                    Gate(call);
                    break;
                case MeasureSyntax { Target: { } bit } measure:
                    Measure(measure, measure.Operand, bit);
                    break;
                case AssignmentSyntax { Operator: null, Value: MeasurementSyntax measured } assignment:
                    Measure(assignment, measured.Operand, assignment.Target);
                    break;
                case ResetSyntax reset when target.Reset:
                    Qubit(reset.Operand);
                    break;
                default:
                    Refuse(statement, source.Slice(statement.Span).Split([' ', '(', ';', '\n'], 2)[0]);
                    break;
            }
        }

        private void Declare(Dictionary<string, long> registers, StatementSyntax statement, Name name, ExpressionSyntax? size)
        {
            if (Reserved.Contains(name.Text))
                Refuse(statement, $"the name '{name.Text}', which the service uses itself");
            long count = size is null ? 1 : size is IntegerSyntax number ? (long)number.Value : 0;
            if (count < 1)
                Refuse(statement, "a register whose size is no number");
            if (!registers.TryAdd(name.Text, Math.Max(1, count)))
                Refuse(statement, $"a second declaration of '{name.Text}'");
        }

        private void Gate(GateCallSyntax call)
        {
            string name = call.Gate.Text;
            if (!call.Modifiers.IsEmpty)
                Refuse(call, $"a modifier on {name}");
            if (!_gates.TryGetValue(name, out StandardGate? gate))
                Refuse(call, $"the gate {name}");
            else if (call.Arguments.Length != gate.ParameterCount || call.Operands.Length != gate.QubitCount)
                Refuse(call, $"{name} with {call.Arguments.Length} angles and {call.Operands.Length} qubits");
            foreach (ExpressionSyntax argument in call.Arguments)
            {
                ExpressionSyntax number = argument is UnarySyntax { Operator: UnaryOperatorSyntax.Minus } minus ? minus.Operand : argument;
                if (number is not (FloatSyntax or IntegerSyntax))
                    Refuse(call, "an angle that is no number");
            }

            (string, long)?[] operands = [.. call.Operands.Select(Qubit)];
            if (operands.Distinct().Count() != operands.Length)
                Refuse(call, $"{name} on one qubit twice");
            foreach ((string, long)? operand in operands)
            {
                if (operand is { } qubit && !target.MidCircuitMeasurement && _measured.Contains(qubit))
                    Refuse(call, $"{name} behind the measurement of its qubit; the target measures only at the end");
            }
        }

        private void Measure(StatementSyntax statement, ExpressionSyntax operand, ExpressionSyntax bit)
        {
            Element(bit, _bits, "bit");
            if (Qubit(operand) is { } qubit && !_measured.Add(qubit) && !target.MidCircuitMeasurement)
                Refuse(statement, "a second measurement of a qubit; the target measures only at the end");
        }

        private (string, long)? Qubit(ExpressionSyntax operand)
        {
            if (operand is HardwareQubitSyntax)
            {
                Refuse(operand, "physical qubits; declare qubit[n] q");
                return null;
            }

            return Element(operand, _qubits, "qubit");
        }

        private (string, long)? Element(ExpressionSyntax operand, Dictionary<string, long> registers, string what)
        {
            if (operand is IndexSyntax { Operand: NameSyntax name, Items: [IntegerSyntax index] } && registers.TryGetValue(name.Text, out long size) && index.Value < size)
                return (name.Text, (long)index.Value);
            Refuse(operand, $"'{source.Slice(operand.Span)}' as a {what}; name an element of a declared register");
            return null;
        }

        private void Refuse(SyntaxNode node, string what) => diagnostics.Report(TargetDiagnostics.IonQProgram, source.Locate(node.Span), what);
    }
}
