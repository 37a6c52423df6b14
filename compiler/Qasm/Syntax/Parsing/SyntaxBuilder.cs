using System.Collections.Immutable;
using System.Globalization;
using Antlr4.Runtime;
using Sqs.Compiler.Diagnostics;
using Sqs.Compiler.Qasm.Syntax.Expressions;
using Sqs.Compiler.Qasm.Syntax.Statements;
using Sqs.Grammar.Generated;

namespace Sqs.Compiler.Qasm.Syntax.Parsing;

/// <summary>Turns a parse tree without errors into syntax nodes; only this class knows the parse tree.</summary>
internal sealed partial class SyntaxBuilder
{
    private readonly SourceText _source;
    private readonly TokenSpans _spans;
    private readonly DiagnosticBag _diagnostics;

    public SyntaxBuilder(SourceText source, TokenSpans spans, DiagnosticBag diagnostics)
    {
        _source = source;
        _spans = spans;
        _diagnostics = diagnostics;
    }

    public StatementSyntax Version(OpenQasmParser.VersionLineContext context)
    {
        string[] parts = context.VERSION_NUMBER().GetText().Split('.');
        return new VersionSyntax(Span(context), Number(parts[0]), parts.Length > 1 ? Number(parts[1]) : 0);

        static int Number(string digits) => int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out int value) ? value : int.MaxValue;
    }

    public StatementSyntax Statement(OpenQasmParser.StatementContext context)
    {
        if (context.pragma() is { } pragma)
            return new PragmaSyntax(Span(context), pragma.REST_OF_LINE()?.GetText().TrimEnd() ?? string.Empty);
        StatementSyntax statement = Plain(context.plainStatement());
        OpenQasmParser.AnnotationContext[] annotations = context.annotation();
        return annotations.Length == 0 ? statement : statement with { Annotations = [.. annotations.Select(Annotation)] };
    }

    private AnnotationSyntax Annotation(OpenQasmParser.AnnotationContext context) =>
        new(Span(context), context.ANNOTATION().GetText()[1..], context.REST_OF_LINE()?.GetText().Trim() ?? string.Empty);

    private StatementSyntax Plain(OpenQasmParser.PlainStatementContext context) => context.GetChild(0) switch
    {
        OpenQasmParser.GateCallContext c => GateCall(c),
        OpenQasmParser.AssignmentContext c => Assignment(c),
        OpenQasmParser.MeasureArrowContext c =>
            new MeasureSyntax(Span(c), Operand(c.measurement().operand()), c.place() is { } target ? Place(target) : null),
        OpenQasmParser.QuantumDeclarationContext c => QubitDeclaration(c),
        OpenQasmParser.OldDeclarationContext c => OldDeclaration(c),
        OpenQasmParser.ClassicalDeclarationContext c => ClassicalDeclaration(c),
        OpenQasmParser.ConstDeclarationContext c => ConstDeclaration(c),
        OpenQasmParser.IoDeclarationContext c => IoDeclaration(c),
        OpenQasmParser.AliasDeclarationContext c => Alias(c),
        OpenQasmParser.ResetStatementContext c => new ResetSyntax(Span(c), Operand(c.operand())),
        OpenQasmParser.BarrierStatementContext c => new BarrierSyntax(Span(c), Operands(c.operandList()), false),
        OpenQasmParser.NopStatementContext c => new BarrierSyntax(Span(c), Operands(c.operandList()), true),
        OpenQasmParser.DelayStatementContext c => new DelaySyntax(Span(c), Expression(c.width().expression()), Operands(c.operandList())),
        OpenQasmParser.BoxStatementContext c => new BoxSyntax(Span(c), Width(c.width()), Block(c.block())),
        OpenQasmParser.IfStatementContext c => If(c),
        OpenQasmParser.ForStatementContext c => For(c),
        OpenQasmParser.WhileStatementContext c => new WhileSyntax(Span(c), Expression(c.expression()), Statement(c.statement())),
        OpenQasmParser.SwitchStatementContext c => Switch(c),
        OpenQasmParser.BreakStatementContext c => new BreakSyntax(Span(c)),
        OpenQasmParser.ContinueStatementContext c => new ContinueSyntax(Span(c)),
        OpenQasmParser.EndStatementContext c => new EndSyntax(Span(c)),
        OpenQasmParser.ReturnStatementContext c => new ReturnSyntax(Span(c), ValueOf(c.expression(), c.measurement())),
        OpenQasmParser.GateDefinitionContext c => Gate(c),
        OpenQasmParser.OpaqueDeclarationContext c => Opaque(c),
        OpenQasmParser.SubroutineDefinitionContext c => Subroutine(c),
        OpenQasmParser.ExternDeclarationContext c => Extern(c),
        OpenQasmParser.IncludeStatementContext c => new IncludeSyntax(Span(c), Unquote(c.PATH().GetText())),
        OpenQasmParser.ExpressionStatementContext c => new ExpressionStatementSyntax(Span(c), Expression(c.expression())),
        OpenQasmParser.BlockContext c => Block(c),
        ParserRuleContext c => new Declarations.CalibrationSyntax(Span(c), _source.Slice(Span(c))),
        _ => throw new InvalidOperationException("The grammar has a statement this builder does not know."),
    };

    private BlockSyntax Block(OpenQasmParser.BlockContext context) => new(Span(context), [.. context.statement().Select(Statement)]);

    private StatementSyntax GateCall(OpenQasmParser.GateCallContext context)
    {
        IToken name = (context.IDENTIFIER() ?? context.GPHASE()).Symbol;

        // Parentheses and no operand: a call of a subroutine, which only its name could tell from a gate.
        if (context.operandList() is null && context.LPAREN() is not null && context.gateModifier().Length == 0 && context.IDENTIFIER() is not null)
        {
            TextSpan span = _spans.Of(name, context.RPAREN().Symbol);
            return new ExpressionStatementSyntax(Span(context), new CallSyntax(span, NameOf(name), Expressions(context.expressionList())));
        }

        return new GateCallSyntax(
            Span(context),
            [.. context.gateModifier().Select(Modifier)],
            NameOf(name),
            Expressions(context.expressionList()),
            Width(context.width()),
            Operands(context.operandList()));
    }

    private GateModifierSyntax Modifier(OpenQasmParser.GateModifierContext context)
    {
        Ir.Operations.GateModifierKind kind = context.Start.Type switch
        {
            OpenQasmLexer.INV => Ir.Operations.GateModifierKind.Inverse,
            OpenQasmLexer.POW => Ir.Operations.GateModifierKind.Power,
            OpenQasmLexer.CTRL => Ir.Operations.GateModifierKind.Control,
            _ => Ir.Operations.GateModifierKind.NegativeControl,
        };
        return new GateModifierSyntax(Span(context), kind, context.expression() is { } argument ? Expression(argument) : null);
    }

    private AssignmentSyntax Assignment(OpenQasmParser.AssignmentContext context)
    {
        BinaryOperatorSyntax? compound = context.COMPOUND_ASSIGN() is { } token ? Operator(token.GetText()[..^1]) : null;
        return new AssignmentSyntax(Span(context), Place(context.place()), compound, AssignedValue(context.concatenation(), context.measurement()));
    }

    private IfSyntax If(OpenQasmParser.IfStatementContext context)
    {
        // A chain of else-ifs nests to the right; it is built from its end.
        var chain = new List<OpenQasmParser.IfStatementContext> { context };
        while (chain[^1].statement() is [_, var next] && next.annotation().Length == 0 && next.plainStatement()?.ifStatement() is { } inner)
            chain.Add(inner);
        OpenQasmParser.StatementContext[] last = chain[^1].statement();
        StatementSyntax? otherwise = last.Length > 1 ? Statement(last[1]) : null;
        for (int i = chain.Count - 1; i >= 0; i--)
            otherwise = new IfSyntax(Span(chain[i]), Expression(chain[i].expression()), Statement(chain[i].statement(0)), otherwise);
        return (IfSyntax)otherwise!;
    }

    private ForSyntax For(OpenQasmParser.ForStatementContext context)
    {
        ExpressionSyntax values = context.indexSet() is { } set ? IndexSet(set)
            : context.range() is { } range ? Range(range)
            : Expression(context.expression());
        return new ForSyntax(
            Span(context),
            context.scalarType() is { } type ? Scalar(type) : null,
            NameOf(context.IDENTIFIER().Symbol),
            values,
            Statement(context.statement()));
    }

    private SwitchSyntax Switch(OpenQasmParser.SwitchStatementContext context) => new(
        Span(context),
        Expression(context.expression()),
        [.. context.switchCase().Select(c => new SwitchCaseSyntax(Span(c), Expressions(c.expressionList()), Block(c.block())))]);

    private ExpressionSyntax? ValueOf(OpenQasmParser.ExpressionContext? expression, OpenQasmParser.MeasurementContext? measurement) =>
        expression is not null ? Expression(expression)
        : measurement is not null ? new MeasurementSyntax(Span(measurement), Operand(measurement.operand()))
        : null;

    private ExpressionSyntax AssignedValue(OpenQasmParser.ConcatenationContext? value, OpenQasmParser.MeasurementContext? measurement)
    {
        if (value is null)
            return ValueOf(null, measurement)!;
        OpenQasmParser.ExpressionContext[] parts = value.expression();
        return parts.Length == 1 ? Expression(parts[0]) : new ConcatenationSyntax(Span(value), [.. parts.Select(Expression)]);
    }

    private ImmutableArray<ExpressionSyntax> Operands(OpenQasmParser.OperandListContext? context) =>
        context is null ? [] : [.. context.operand().Select(Operand)];

    private ExpressionSyntax Operand(OpenQasmParser.OperandContext context) =>
        context.place() is { } place ? Place(place) : HardwareQubit(context.HARDWARE_QUBIT().Symbol);

    private ExpressionSyntax Place(OpenQasmParser.PlaceContext context)
    {
        IToken name = context.IDENTIFIER().Symbol;
        ExpressionSyntax place = new NameSyntax(_spans.Of(name), name.Text);
        foreach (OpenQasmParser.IndexContext index in context.index())
            place = new IndexSyntax(_spans.Of(name, index.Stop), place, IndexItems(index));
        return place;
    }

    private HardwareQubitSyntax HardwareQubit(IToken token)
    {
        TextSpan span = _spans.Of(token);
        if (!int.TryParse(token.Text.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture, out int index))
        {
            _diagnostics.Report(QasmDiagnostics.IntegerTooLarge, _source.Locate(span), token.Text);
            index = 0;
        }

        return new HardwareQubitSyntax(span, index);
    }

    private Name NameOf(IToken token) => new(token.Text, _spans.Of(token));

    private TextSpan Span(ParserRuleContext context) => _spans.Of(context.Start, context.Stop);

    private static string Unquote(string text) => text[1..^1];
}
