using System.Numerics;
using System.Text.RegularExpressions;
using Sqs.Compiler.Diagnostics;
using Sqs.Compiler.Gates;
using Sqs.Compiler.Qasm.Syntax;
using Sqs.Compiler.Qasm.Syntax.Declarations;
using Sqs.Compiler.Qasm.Syntax.Expressions;
using Sqs.Compiler.Qasm.Syntax.Statements;
using Sqs.Compiler.Qasm.Syntax.Types;

namespace Sqs.Compiler.Targets.Ibm;

/// <summary>The subset of OpenQASM 3 that qiskit-qasm3-import 0.6 reads.</summary>
internal sealed partial class IbmLoaderCheck(SourceText source, DiagnosticBag diagnostics)
{
    public static readonly HashSet<string> Reserved = new(StringComparer.Ordinal)
    {
        "and", "as", "assert", "async", "await", "break", "class", "continue", "def", "del", "elif", "else", "except", "finally", "for", "from",
        "global", "if", "import", "in", "is", "lambda", "nonlocal", "not", "or", "pass", "raise", "return", "try", "while", "with", "yield",
        "data", "shape", "ndim", "size", "keys", "values", "items", "input", "output",
    };

    private readonly IbmSymbols _symbols = new();

    public IbmSymbols Run(IReadOnlyList<StatementSyntax> statements)
    {
        _symbols.Gates["U"] = (3, 1);
        _symbols.Gates["gphase"] = (1, 0);
        if (statements.Count == 0 || statements[0] is not VersionSyntax { Major: 3 })
            Report(IbmDiagnostics.Version, statements.Count == 0 ? null : statements[0]);
        foreach (StatementSyntax statement in statements)
            Check(statement, isGlobal: true);
        return _symbols;
    }

    private void Check(StatementSyntax statement, bool isGlobal)
    {
        switch (statement)
        {
            case VersionSyntax or BreakSyntax or ContinueSyntax:
                break;
            case IncludeSyntax include:
                Include(include);
                break;
            case ClassicalDeclarationSyntax declaration:
                Declare(declaration, isGlobal);
                break;
            case QubitDeclarationSyntax declaration:
                if (Take(declaration.Name))
                    _symbols.Qubits.Add(declaration.Name.Text);
                break;
            case AliasDeclarationSyntax alias:
                if (Take(alias.Name))
                    _symbols.Aliases.Add(alias.Name.Text);
                break;
            case GateDefinitionSyntax { Body: not null } gate:
                if (Take(gate.Name))
                    _symbols.Gates[gate.Name.Text] = (gate.Parameters.Length, gate.Operands.Length);
                break;
            case GateCallSyntax call:
                CheckCall(call);
                break;
            case MeasureSyntax { Target: null }:
                Report(IbmDiagnostics.MeasureWithoutTarget, statement);
                break;
            case MeasureSyntax measure:
                CheckBit(measure.Target!);
                break;
            case IfSyntax branch:
                CheckCondition(branch.Condition);
                Check(branch.Then, isGlobal: false);
                if (branch.Else is not null)
                    Check(branch.Else, isGlobal: false);
                break;
            case WhileSyntax loop:
                CheckCondition(loop.Condition);
                Check(loop.Body, isGlobal: false);
                break;
            case ForSyntax loop:
                Check(loop.Body, isGlobal: false);
                break;
            case BoxSyntax box:
                Check(box.Body, isGlobal: false);
                break;
            case BlockSyntax block:
                foreach (StatementSyntax inner in block.Statements)
                    Check(inner, isGlobal: false);
                break;
            case ResetSyntax or BarrierSyntax { IsNop: false } or DelaySyntax:
                break;
            case AssignmentSyntax { Operator: null, Value: MeasurementSyntax } measured:
                CheckBit(measured.Target);
                break;
            case AssignmentSyntax:
                Report(IbmDiagnostics.Assignment, statement);
                break;
            default:
                Report(IbmDiagnostics.Statement, statement, NameOf(statement));
                break;
        }
    }

    private void Include(IncludeSyntax include)
    {
        if (include.Path != "stdgates.inc")
        {
            Report(IbmDiagnostics.Include, include, include.Path);
            return;
        }

        foreach (StandardGate gate in GateTable.All.Where(g => g.Library == GateLibrary.StandardGates))
        {
            foreach (string name in gate.Aliases.Prepend(gate.Name))
            {
                if (!_symbols.Gates.TryAdd(name, (gate.ParameterCount, gate.QubitCount)))
                    Report(IbmDiagnostics.Duplicate, include, name);
            }
        }
    }

    private void Declare(ClassicalDeclarationSyntax declaration, bool isGlobal)
    {
        string name = declaration.Name.Text;
        if (!isGlobal)
            Report(IbmDiagnostics.LocalDeclaration, declaration, name);
        ScalarTypeSyntax? type = declaration.Type as ScalarTypeSyntax;
        if (declaration.Modifier == DeclarationModifier.Input && type is { Kind: ScalarKind.Float or ScalarKind.Angle })
        {
            if (Take(declaration.Name))
                _symbols.Inputs.Add(name);
            return;
        }

        if (declaration.Modifier != DeclarationModifier.None || type is not { Kind: ScalarKind.Bit })
        {
            string modifier = declaration.Modifier == DeclarationModifier.None ? string.Empty : declaration.Modifier.ToString().ToLowerInvariant() + " ";
            Report(IbmDiagnostics.Declaration, declaration, modifier + source.Slice(declaration.Type.Span));
            return;
        }

        if (!RegisterNamePattern().IsMatch(name) || Reserved.Contains(name))
            Report(IbmDiagnostics.RegisterName, declaration, name);
        if (declaration.Initializer is not (null or MeasurementSyntax))
            Report(IbmDiagnostics.Initializer, declaration, name);
        if (Take(declaration.Name))
            _symbols.Bits[name] = type.Width is null ? 0 : (int)(IbmConstant.Integer(type.Width) ?? 0);
    }

    private bool Take(Name name)
    {
        if (!_symbols.IsDeclared(name.Text))
            return true;
        diagnostics.Report(IbmDiagnostics.Duplicate, source.Locate(name.Span), name.Text);
        return false;
    }

    private void CheckCall(GateCallSyntax call)
    {
        if (!_symbols.Gates.TryGetValue(call.Gate.Text, out (int Angles, int Qubits) gate))
        {
            Report(IbmDiagnostics.Unknown, call, call.Gate.Text);
            return;
        }

        bool isPlain = call.Modifiers.IsEmpty;
        if (call.Arguments.Length != gate.Angles || (isPlain && call.Operands.Length != gate.Qubits))
            Report(IbmDiagnostics.Arity, call, call.Gate.Text, call.Arguments.Length, call.Operands.Length, gate.Angles, gate.Qubits);
        foreach (ExpressionSyntax operand in call.Operands)
            CheckQubit(operand);
    }

    private void CheckQubit(ExpressionSyntax operand)
    {
        string? name = operand is IndexSyntax { Operand: NameSyntax indexed } ? indexed.Text : (operand as NameSyntax)?.Text;
        if (name is not null && !_symbols.Qubits.Contains(name) && !_symbols.Aliases.Contains(name))
            Report(IbmDiagnostics.Unknown, operand, name);
    }

    private bool CheckBit(ExpressionSyntax bit)
    {
        NameSyntax? name = bit is IndexSyntax { Operand: NameSyntax indexed } ? indexed : bit as NameSyntax;
        if (name is null || !_symbols.Bits.TryGetValue(name.Text, out int size))
        {
            Report(IbmDiagnostics.Unknown, bit, source.Slice(bit.Span));
            return false;
        }

        if (bit is IndexSyntax { Items: [var item] } && IbmConstant.Integer(item) is { } index && (index < -size || index >= size))
            Report(IbmDiagnostics.Index, bit, index, name.Text, size);
        return true;
    }

    private void CheckCondition(ExpressionSyntax condition)
    {
        ExpressionSyntax bit = condition is UnarySyntax { Operator: UnaryOperatorSyntax.Not or UnaryOperatorSyntax.Tilde } negated ? negated.Operand : condition;
        if (IsBit(bit))
        {
            CheckBit(bit);
            return;
        }

        if (condition is BinarySyntax { Operator: BinaryOperatorSyntax.Equal or BinaryOperatorSyntax.NotEqual } comparison)
        {
            (ExpressionSyntax left, ExpressionSyntax right) = IsValue(comparison.Left) ? (comparison.Right, comparison.Left) : (comparison.Left, comparison.Right);
            if (IsBit(left) && right is BooleanSyntax)
            {
                CheckBit(left);
                return;
            }

            bool isRegister = left is NameSyntax name && _symbols.Bits.GetValueOrDefault(name.Text) > 0;
            if (comparison.Operator == BinaryOperatorSyntax.Equal && (isRegister || left is IndexSyntax { Items: [RangeSyntax] }) && IbmConstant.Integer(right) is BigInteger)
                return;
        }

        Report(IbmDiagnostics.Condition, condition);
    }

    private static bool IsValue(ExpressionSyntax expression) => expression is BooleanSyntax or IntegerSyntax or BitStringSyntax;

    private bool IsBit(ExpressionSyntax expression) => expression switch
    {
        NameSyntax name => _symbols.Bits.GetValueOrDefault(name.Text, -1) == 0,
        IndexSyntax { Operand: NameSyntax, Items: [not RangeSyntax] } => true,
        _ => false,
    };

    private void Report(DiagnosticDescriptor descriptor, SyntaxNode? node, params ReadOnlySpan<object?> arguments) =>
        diagnostics.Report(descriptor, node is null ? SourceSpan.WholeFile(source.File) : source.Locate(node.Span), arguments);

    private static string NameOf(StatementSyntax statement) => statement.GetType().Name.Replace("Syntax", string.Empty, StringComparison.Ordinal) switch
    {
        "SubroutineDefinition" => "def",
        "ExternDeclaration" => "extern",
        "Calibration" => "calibrations",
        "GateDefinition" => "a gate without a body",
        "Barrier" => "nop",
        "ExpressionStatement" => "an expression",
        string other => other.ToLowerInvariant(),
    };

    [GeneratedRegex(@"\A[a-z][A-Za-z0-9_]*\z")]
    private static partial Regex RegisterNamePattern();
}
