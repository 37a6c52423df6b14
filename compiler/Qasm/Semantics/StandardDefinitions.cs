using Sqs.Compiler.Diagnostics;
using Sqs.Compiler.Gates;
using Sqs.Compiler.Qasm.Semantics.Symbols;
using Sqs.Compiler.Qasm.Syntax;
using Sqs.Compiler.Qasm.Syntax.Declarations;
using Sqs.Compiler.Qasm.Syntax.Parsing;
using Sqs.Compiler.Qasm.Syntax.Statements;

namespace Sqs.Compiler.Qasm.Semantics;

/// <summary>Definitions of the gate table as OpenQASM text and as bound gates.</summary>
internal static class StandardDefinitions
{
    /// <summary>The definition of a row as OpenQASM 3 spells it.</summary>
    /// <param name="row">A row with a definition.</param>
    /// <returns>One line of text.</returns>
    public static string Text(StandardGate row)
    {
        string parameters = row.ParameterCount == 0
            ? string.Empty
            : $"({string.Join(", ", Enumerable.Range(0, row.ParameterCount).Select(i => $"p{i}"))})";
        string operands = string.Join(", ", Enumerable.Range(0, row.QubitCount).Select(i => $"q{i}"));
        return $"gate {row.Name}{parameters} {operands} {{ {row.Definition} }}";
    }

    /// <summary>Binds the definition of a row.</summary>
    /// <param name="row">A row with a definition.</param>
    /// <returns>The gate it defines.</returns>
    public static CompositeGate? Bind(StandardGate row)
    {
        var diagnostics = new DiagnosticBag();
        var source = new SourceText(Text(row).Replace($"gate {row.Name}", "gate definition", StringComparison.Ordinal), row.Name);
        var context = new BindingContext(source, diagnostics, QasmCompileOptions.Default);
        context.Includes.DeclareStandardGates(static _ => true, isReplaceable: false);
        foreach (StatementSyntax statement in new QasmParser(source, diagnostics).Statements())
            context.Statements.Bind((GateDefinitionSyntax)statement);
        return context.Scope.Find("definition", out _) is GateSymbol { Gate: CompositeGate gate } ? gate : null;
    }
}
