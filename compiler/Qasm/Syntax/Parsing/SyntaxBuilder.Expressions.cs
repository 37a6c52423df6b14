using System.Collections.Immutable;
using System.Globalization;
using System.Numerics;
using Antlr4.Runtime;
using Antlr4.Runtime.Tree;
using Sqs.Compiler.Qasm.Syntax.Expressions;
using Sqs.Grammar;
using Sqs.Grammar.Generated;

namespace Sqs.Compiler.Qasm.Syntax.Parsing;

/// <content>Expressions. Chains of left-associative operators are long in machine-made programs and are built without recursion.</content>
internal sealed partial class SyntaxBuilder
{
    private const int MaximumOperands = 2000;
    private const int MaximumDigits = 1000;

    private ImmutableArray<ExpressionSyntax> Expressions(OpenQasmParser.ExpressionListContext? context) =>
        context is null ? [] : [.. context.expression().Select(Expression)];

    private ExpressionSyntax Expression(OpenQasmParser.ExpressionContext context)
    {
        var spine = new Stack<OpenQasmParser.ExpressionContext>();
        OpenQasmParser.ExpressionContext current = context;
        while (true)
        {
            OpenQasmParser.ExpressionContext? left = current switch
            {
                OpenQasmParser.BinaryExpressionContext binary => binary.expression(0),
                OpenQasmParser.IndexExpressionContext index => index.expression(),
                OpenQasmParser.ParenthesisExpressionContext inner => inner.expression(),
                _ => null,
            };
            if (left is null)
                break;
            if (current is not OpenQasmParser.ParenthesisExpressionContext)
                spine.Push(current);
            if (spine.Count > MaximumOperands)
                throw new NestingTooDeepException();
            current = left;
        }

        ExpressionSyntax result = Primary(current);
        while (spine.TryPop(out OpenQasmParser.ExpressionContext? parent))
        {
            result = parent is OpenQasmParser.BinaryExpressionContext binary
                ? new BinarySyntax(Span(binary), binary.POWER() is not null ? BinaryOperatorSyntax.Power : Operator(binary.GetChild(1).GetText()), result, Expression(binary.expression(1)))
                : new IndexSyntax(Span(parent), result, IndexItems(((OpenQasmParser.IndexExpressionContext)parent).index()));
        }

        return result;
    }

    private ExpressionSyntax Primary(OpenQasmParser.ExpressionContext context)
    {
        switch (context)
        {
            case OpenQasmParser.UnaryExpressionContext unary:
                UnaryOperatorSyntax sign = unary.Start.Type switch
                {
                    OpenQasmLexer.MINUS => UnaryOperatorSyntax.Minus,
                    OpenQasmLexer.NOT => UnaryOperatorSyntax.Not,
                    _ => UnaryOperatorSyntax.Tilde,
                };
                return new UnarySyntax(Span(unary), sign, Expression(unary.expression()));
            case OpenQasmParser.CastExpressionContext cast:
                return new CastSyntax(Span(cast), Type(cast.scalarType(), cast.arrayType()), Expression(cast.expression()));
            case OpenQasmParser.DurationOfExpressionContext duration:
                return new DurationOfSyntax(Span(duration), Block(duration.block()));
            case OpenQasmParser.CallExpressionContext call:
                return new CallSyntax(Span(call), NameOf(call.Start), Expressions(call.expressionList()));
            default:
                return Literal(((OpenQasmParser.LiteralExpressionContext)context).literal().Start);
        }
    }

    /// <summary>A token that is an expression by itself.</summary>
    public ExpressionSyntax Literal(IToken token)
    {
        TextSpan span = _spans.Of(token);
        string text = token.Text;
        return token.Type switch
        {
            OpenQasmLexer.IDENTIFIER => new NameSyntax(span, text),
            OpenQasmLexer.BINARY_INTEGER => new IntegerSyntax(span, Digits(span, text[2..], 1)),
            OpenQasmLexer.OCTAL_INTEGER => new IntegerSyntax(span, Digits(span, text[2..], 3)),
            OpenQasmLexer.HEX_INTEGER => new IntegerSyntax(span, Digits(span, text[2..], 4)),
            OpenQasmLexer.DECIMAL_INTEGER => new IntegerSyntax(span, Digits(span, text, 0)),
            OpenQasmLexer.FLOAT_NUMBER => new FloatSyntax(span, Real(text)),
            OpenQasmLexer.IMAGINARY => new ImaginarySyntax(span, Real(text[..^2])),
            OpenQasmLexer.TIMING => Duration(span, text),
            OpenQasmLexer.BIT_STRING => new BitStringSyntax(span, text[1..^1].Replace("_", string.Empty, StringComparison.Ordinal)),
            OpenQasmLexer.HARDWARE_QUBIT => HardwareQubit(token),
            _ => new BooleanSyntax(span, token.Type == OpenQasmLexer.TRUE),
        };
    }

    private BigInteger Digits(TextSpan span, string digits, int bitsPerDigit)
    {
        digits = digits.Replace("_", string.Empty, StringComparison.Ordinal);
        if (digits.Length > MaximumDigits)
        {
            _diagnostics.Report(QasmDiagnostics.IntegerTooLarge, _source.Locate(span), digits[..20] + "...");
            return BigInteger.Zero;
        }

        if (bitsPerDigit == 0)
            return BigInteger.Parse(digits, NumberStyles.None, CultureInfo.InvariantCulture);
        BigInteger value = BigInteger.Zero;
        foreach (char digit in digits)
            value = (value << bitsPerDigit) + Convert.ToInt32(digit.ToString(), 16);
        return value;
    }

    private static double Real(string text) =>
        double.Parse(text.Replace("_", string.Empty, StringComparison.Ordinal).Trim(), NumberStyles.Float, CultureInfo.InvariantCulture);

    private static DurationSyntax Duration(TextSpan span, string text)
    {
        (TimeUnit unit, int letters) = text[^2..] switch
        {
            "dt" => (TimeUnit.DeviceSteps, 2),
            "ns" => (TimeUnit.Nanoseconds, 2),
            "us" or "\u00b5s" or "\u03bcs" => (TimeUnit.Microseconds, 2),
            "ms" => (TimeUnit.Milliseconds, 2),
            _ => (TimeUnit.Seconds, 1),
        };
        return new DurationSyntax(span, Real(text[..^letters]), unit);
    }

    private ImmutableArray<ExpressionSyntax> IndexItems(OpenQasmParser.IndexContext context) => context.indexSet() is { } set
        ? [IndexSet(set)]
        : [.. context.indexItem().Select(item => item.range() is { } range ? Range(range) : Expression(item.expression()))];

    private IndexSetSyntax IndexSet(OpenQasmParser.IndexSetContext context) => new(Span(context), [.. context.expression().Select(Expression)]);

    private RangeSyntax Range(OpenQasmParser.RangeContext context)
    {
        // start : stop, or start : step : stop, each part optional.
        var parts = new ExpressionSyntax?[3];
        int part = 0;
        foreach (IParseTree child in context.children)
        {
            if (child is OpenQasmParser.ExpressionContext expression)
                parts[part] = Expression(expression);
            else
                part++;
        }

        return part == 1
            ? new RangeSyntax(Span(context), parts[0], null, parts[1])
            : new RangeSyntax(Span(context), parts[0], parts[1], parts[2]);
    }

    private static BinaryOperatorSyntax Operator(string text) => text switch
    {
        "+" => BinaryOperatorSyntax.Plus,
        "-" => BinaryOperatorSyntax.Minus,
        "*" => BinaryOperatorSyntax.Star,
        "/" => BinaryOperatorSyntax.Slash,
        "%" => BinaryOperatorSyntax.Percent,
        "&" => BinaryOperatorSyntax.Ampersand,
        "|" => BinaryOperatorSyntax.Pipe,
        "~" => BinaryOperatorSyntax.Tilde,
        "<<" => BinaryOperatorSyntax.ShiftLeft,
        ">>" => BinaryOperatorSyntax.ShiftRight,
        "&&" => BinaryOperatorSyntax.AndAnd,
        "||" => BinaryOperatorSyntax.OrOr,
        "==" => BinaryOperatorSyntax.Equal,
        "!=" => BinaryOperatorSyntax.NotEqual,
        "<" => BinaryOperatorSyntax.Less,
        "<=" => BinaryOperatorSyntax.LessOrEqual,
        ">" => BinaryOperatorSyntax.Greater,
        ">=" => BinaryOperatorSyntax.GreaterOrEqual,
        "^" => BinaryOperatorSyntax.Caret,
        _ => BinaryOperatorSyntax.Power,
    };
}
