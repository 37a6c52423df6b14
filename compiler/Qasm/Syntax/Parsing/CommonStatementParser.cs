using System.Collections.Immutable;
using Antlr4.Runtime;
using Sqs.Compiler.Qasm.Syntax.Expressions;
using Sqs.Compiler.Qasm.Syntax.Statements;
using Sqs.Grammar.Generated;

namespace Sqs.Compiler.Qasm.Syntax.Parsing;

/// <summary>
/// Reads the statements that long machine-made programs consist of, gate calls and measurements on plain operands, straight from the
/// tokens. Anything else, and anything wrong, is left to the generated parser; both make the same syntax.
/// </summary>
internal sealed class CommonStatementParser
{
    private readonly TokenWindow _tokens;
    private readonly TokenSpans _spans;
    private readonly SyntaxBuilder _builder;
    private int _next;

    public CommonStatementParser(TokenWindow tokens, TokenSpans spans, SyntaxBuilder builder)
    {
        _tokens = tokens;
        _spans = spans;
        _builder = builder;
    }

    /// <summary>Reads one statement.</summary>
    /// <returns>The statement, or null, with nothing consumed, where it has another form.</returns>
    public StatementSyntax? TryParse()
    {
        _next = 1;
        StatementSyntax? statement = Type(1) == OpenQasmLexer.IDENTIFIER
            ? Type(2) is OpenQasmLexer.ASSIGN or OpenQasmLexer.LBRACKET ? Measurement() : GateCall()
            : null;
        if (statement is not null)
            _tokens.Seek(_tokens.Index + _next - 1);
        return statement;
    }

    private GateCallSyntax? GateCall()
    {
        IToken name = Take();
        ImmutableArray<ExpressionSyntax> arguments = [];
        if (Type(_next) == OpenQasmLexer.LPAREN)
        {
            _next++;
            var list = ImmutableArray.CreateBuilder<ExpressionSyntax>();
            do
            {
                if (Sum() is not { } argument)
                    return null;
                list.Add(argument);
            }
            while (TakeIf(OpenQasmLexer.COMMA));
            if (!TakeIf(OpenQasmLexer.RPAREN))
                return null;
            arguments = list.DrainToImmutable();
        }

        var operands = ImmutableArray.CreateBuilder<ExpressionSyntax>(2);
        do
        {
            if (Operand() is not { } operand)
                return null;
            operands.Add(operand);
        }
        while (TakeIf(OpenQasmLexer.COMMA));
        if (Type(_next) != OpenQasmLexer.SEMICOLON)
            return null;
        IToken last = Take();
        return new GateCallSyntax(_spans.Of(name, last), [], new Name(name.Text, _spans.Of(name)), arguments, null, operands.DrainToImmutable());
    }

    private AssignmentSyntax? Measurement()
    {
        IToken first = _tokens.LT(1);
        if (Operand() is not { } target || !TakeIf(OpenQasmLexer.ASSIGN) || Type(_next) != OpenQasmLexer.MEASURE)
            return null;
        IToken measure = Take();
        if (Operand() is not { } operand || Type(_next) != OpenQasmLexer.SEMICOLON)
            return null;
        TextSpan measured = TextSpan.Over(_spans.Of(measure), operand.Span);
        IToken last = Take();
        return new AssignmentSyntax(_spans.Of(first, last), target, null, new MeasurementSyntax(measured, operand));
    }

    /// <summary>A name, a name with one integer index, or a physical qubit.</summary>
    private ExpressionSyntax? Operand()
    {
        if (Type(_next) == OpenQasmLexer.HARDWARE_QUBIT)
            return _builder.Literal(Take());
        if (Type(_next) != OpenQasmLexer.IDENTIFIER)
            return null;
        IToken name = Take();
        var place = new NameSyntax(_spans.Of(name), name.Text);
        if (Type(_next) != OpenQasmLexer.LBRACKET)
            return place;
        _next++;
        if (Type(_next) != OpenQasmLexer.DECIMAL_INTEGER)
            return null;
        ExpressionSyntax index = _builder.Literal(Take());
        if (Type(_next) != OpenQasmLexer.RBRACKET)
            return null;
        IToken close = Take();
        return Type(_next) == OpenQasmLexer.LBRACKET ? null : new IndexSyntax(_spans.Of(name, close), place, [index]);
    }

    private ExpressionSyntax? Sum()
    {
        ExpressionSyntax? left = Product();
        while (left is not null && Type(_next) is OpenQasmLexer.PLUS or OpenQasmLexer.MINUS)
        {
            BinaryOperatorSyntax @operator = Take().Type == OpenQasmLexer.PLUS ? BinaryOperatorSyntax.Plus : BinaryOperatorSyntax.Minus;
            left = Join(@operator, left!, Product());
        }

        return left;
    }

    private ExpressionSyntax? Product()
    {
        ExpressionSyntax? left = Factor();
        while (left is not null && Type(_next) is OpenQasmLexer.STAR or OpenQasmLexer.SLASH)
        {
            BinaryOperatorSyntax @operator = Take().Type == OpenQasmLexer.STAR ? BinaryOperatorSyntax.Star : BinaryOperatorSyntax.Slash;
            left = Join(@operator, left!, Factor());
        }

        return left;
    }

    private ExpressionSyntax? Factor()
    {
        if (Type(_next) == OpenQasmLexer.MINUS)
        {
            IToken sign = Take();
            return Literal() is { } operand
                ? new UnarySyntax(TextSpan.Over(_spans.Of(sign), operand.Span), UnaryOperatorSyntax.Minus, operand)
                : null;
        }

        return Literal();
    }

    private ExpressionSyntax? Literal() =>
        Type(_next) is OpenQasmLexer.IDENTIFIER or OpenQasmLexer.DECIMAL_INTEGER or OpenQasmLexer.FLOAT_NUMBER
        && Type(_next + 1) is OpenQasmLexer.COMMA or OpenQasmLexer.RPAREN or OpenQasmLexer.PLUS or OpenQasmLexer.MINUS or OpenQasmLexer.STAR or OpenQasmLexer.SLASH
            ? _builder.Literal(Take())
            : null;

    private static BinarySyntax? Join(BinaryOperatorSyntax @operator, ExpressionSyntax left, ExpressionSyntax? right) =>
        right is null ? null : new BinarySyntax(TextSpan.Over(left.Span, right.Span), @operator, left, right);

    private int Type(int ahead) => _tokens.LA(ahead);

    private IToken Take() => _tokens.LT(_next++);

    private bool TakeIf(int type)
    {
        if (Type(_next) != type)
            return false;
        _next++;
        return true;
    }
}
