using System.Collections.Immutable;
using Antlr4.Runtime.Tree;
using Sqs.Compiler.Qasm.Syntax.Declarations;
using Sqs.Compiler.Qasm.Syntax.Expressions;
using Sqs.Compiler.Qasm.Syntax.Statements;
using Sqs.Compiler.Qasm.Syntax.Types;
using Sqs.Grammar.Generated;

namespace Sqs.Compiler.Qasm.Syntax.Parsing;

/// <content>Declarations, definitions and types.</content>
internal sealed partial class SyntaxBuilder
{
    private QubitDeclarationSyntax QubitDeclaration(OpenQasmParser.QuantumDeclarationContext context) =>
        new(Span(context), NameOf(context.IDENTIFIER().Symbol), Width(context.qubitType().width()));

    private StatementSyntax OldDeclaration(OpenQasmParser.OldDeclarationContext context)
    {
        Name name = NameOf(context.IDENTIFIER().Symbol);
        ExpressionSyntax? size = Width(context.width());
        if (context.QREG() is not null)
            return new QubitDeclarationSyntax(Span(context), name, size);
        var type = new ScalarTypeSyntax(Span(context), ScalarKind.Bit, size, null);
        return new ClassicalDeclarationSyntax(Span(context), DeclarationModifier.None, type, name, null);
    }

    private ClassicalDeclarationSyntax ClassicalDeclaration(OpenQasmParser.ClassicalDeclarationContext context) => new(
        Span(context),
        DeclarationModifier.None,
        Type(context.scalarType(), context.arrayType()),
        NameOf(context.IDENTIFIER().Symbol),
        context.initializer() is { } initializer ? Initializer(initializer) : null);

    private ClassicalDeclarationSyntax ConstDeclaration(OpenQasmParser.ConstDeclarationContext context) => new(
        Span(context),
        DeclarationModifier.Const,
        Type(context.scalarType(), context.arrayType()),
        NameOf(context.IDENTIFIER().Symbol),
        Initializer(context.initializer()));

    private ClassicalDeclarationSyntax IoDeclaration(OpenQasmParser.IoDeclarationContext context) => new(
        Span(context),
        context.INPUT() is not null ? DeclarationModifier.Input : DeclarationModifier.Output,
        Type(context.scalarType(), context.arrayType()),
        NameOf(context.IDENTIFIER().Symbol),
        null);

    private AliasDeclarationSyntax Alias(OpenQasmParser.AliasDeclarationContext context) =>
        new(Span(context), NameOf(context.IDENTIFIER().Symbol), [.. context.concatenation().expression().Select(Expression)]);

    private ExpressionSyntax Initializer(OpenQasmParser.InitializerContext context) =>
        context.arrayLiteral() is { } array ? ArrayLiteral(array) : AssignedValue(context.concatenation(), context.measurement());

    private ArrayLiteralSyntax ArrayLiteral(OpenQasmParser.ArrayLiteralContext context) => new(
        Span(context),
        [.. context.arrayItem().Select(item => item.arrayLiteral() is { } inner ? ArrayLiteral(inner) : Expression(item.expression()))]);

    private GateDefinitionSyntax Gate(OpenQasmParser.GateDefinitionContext context)
    {
        OpenQasmParser.NameListContext[] lists = context.nameList();
        return new GateDefinitionSyntax(
            Span(context),
            NameOf(context.IDENTIFIER().Symbol),
            lists.Length > 1 ? Names(lists[0]) : [],
            Names(lists[^1]),
            Block(context.block()));
    }

    private GateDefinitionSyntax Opaque(OpenQasmParser.OpaqueDeclarationContext context)
    {
        OpenQasmParser.NameListContext[] lists = context.nameList();
        return new GateDefinitionSyntax(
            Span(context),
            NameOf(context.IDENTIFIER().Symbol),
            lists.Length > 1 ? Names(lists[0]) : [],
            Names(lists[^1]),
            null);
    }

    private SubroutineDefinitionSyntax Subroutine(OpenQasmParser.SubroutineDefinitionContext context) => new(
        Span(context),
        NameOf(context.IDENTIFIER().Symbol),
        [.. context.parameter().Select(Parameter)],
        ReturnType(context.returnType()),
        Block(context.block()));

    private SubroutineParameterSyntax Parameter(OpenQasmParser.ParameterContext context)
    {
        TypeSyntax type = context.scalarType() is { } scalar ? Scalar(scalar)
            : context.qubitType() is { } qubit ? new QubitTypeSyntax(Span(qubit), Width(qubit.width()))
            : context.arrayReferenceType() is { } array ? ArrayReference(array)
            : context.QREG() is not null ? new QubitTypeSyntax(Span(context), Width(context.width()))
            : new ScalarTypeSyntax(Span(context), ScalarKind.Bit, Width(context.width()), null);
        return new SubroutineParameterSyntax(Span(context), type, NameOf(context.IDENTIFIER().Symbol));
    }

    private ExternDeclarationSyntax Extern(OpenQasmParser.ExternDeclarationContext context) => new(
        Span(context),
        NameOf(context.IDENTIFIER().Symbol),
        [.. context.externParameter().Select(ExternParameter)],
        ReturnType(context.returnType()));

    private SubroutineParameterSyntax ExternParameter(OpenQasmParser.ExternParameterContext context)
    {
        TypeSyntax type = context.scalarType() is { } scalar ? Scalar(scalar)
            : context.arrayReferenceType() is { } array ? ArrayReference(array)
            : new ScalarTypeSyntax(Span(context), ScalarKind.Bit, Width(context.width()), null);
        return new SubroutineParameterSyntax(Span(context), type, new Name(string.Empty, Span(context)));
    }

    private ScalarTypeSyntax? ReturnType(OpenQasmParser.ReturnTypeContext? context) =>
        context?.scalarType() is { } type ? Scalar(type) : null;

    private TypeSyntax Type(OpenQasmParser.ScalarTypeContext? scalar, OpenQasmParser.ArrayTypeContext? array) =>
        scalar is not null ? Scalar(scalar)
        : new ArrayTypeSyntax(Span(array!), Scalar(array!.scalarType()), Expressions(array.expressionList()));

    private ScalarTypeSyntax Scalar(OpenQasmParser.ScalarTypeContext context)
    {
        ScalarKind kind = context.Start.Type switch
        {
            OpenQasmLexer.BIT => ScalarKind.Bit,
            OpenQasmLexer.BOOL => ScalarKind.Bool,
            OpenQasmLexer.INT => ScalarKind.Int,
            OpenQasmLexer.UINT => ScalarKind.UInt,
            OpenQasmLexer.FLOAT => ScalarKind.Float,
            OpenQasmLexer.ANGLE => ScalarKind.Angle,
            OpenQasmLexer.COMPLEX => ScalarKind.Complex,
            OpenQasmLexer.DURATION => ScalarKind.Duration,
            _ => ScalarKind.Stretch,
        };
        return new ScalarTypeSyntax(Span(context), kind, Width(context.width()), context.scalarType() is { } part ? Scalar(part) : null);
    }

    private ArrayReferenceTypeSyntax ArrayReference(OpenQasmParser.ArrayReferenceTypeContext context) => new(
        Span(context),
        context.MUTABLE() is not null,
        Scalar(context.scalarType()),
        Expressions(context.expressionList()),
        context.expression() is { } count ? Expression(count) : null);

    private ImmutableArray<Name> Names(OpenQasmParser.NameListContext context)
    {
        ITerminalNode[] names = context.IDENTIFIER();
        return [.. names.Select(n => NameOf(n.Symbol))];
    }

    private ExpressionSyntax? Width(OpenQasmParser.WidthContext? context) => context is null ? null : Expression(context.expression());
}
