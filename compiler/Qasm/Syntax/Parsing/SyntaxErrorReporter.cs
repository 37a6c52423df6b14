using Antlr4.Runtime;
using Antlr4.Runtime.Misc;
using Sqs.Compiler.Diagnostics;
using Sqs.Grammar.Generated;

namespace Sqs.Compiler.Qasm.Syntax.Parsing;

/// <summary>Words what is wrong with the syntax at a token.</summary>
internal sealed class SyntaxErrorReporter
{
    private const int MaximumListed = 4;

    private readonly SourceText _source;
    private readonly TokenSpans _spans;
    private readonly DiagnosticBag _diagnostics;

    public SyntaxErrorReporter(SourceText source, TokenSpans spans, DiagnosticBag diagnostics)
    {
        _source = source;
        _spans = spans;
        _diagnostics = diagnostics;
    }

    /// <summary>Reports a token that cannot stand where it does.</summary>
    /// <param name="token">The token.</param>
    /// <param name="previous">The token before it, or null.</param>
    /// <param name="expected">Token types that could stand there, or null when they are not known.</param>
    public void Unexpected(IToken token, IToken? previous, IntervalSet? expected)
    {
        SourceSpan span = _source.Locate(_spans.Of(token));
        switch (token.Type)
        {
            case OpenQasmLexer.UNKNOWN:
                _diagnostics.Report(QasmDiagnostics.UnknownCharacter, span, token.Text);
                return;
            case OpenQasmLexer.UNCLOSED_STRING:
                _diagnostics.Report(QasmDiagnostics.UnclosedString, span);
                return;
            case OpenQasmLexer.UNCLOSED_COMMENT:
                _diagnostics.Report(QasmDiagnostics.UnclosedComment, span);
                return;
            case OpenQasmLexer.BAD_NUMBER:
                _diagnostics.Report(QasmDiagnostics.BadNumber, span, token.Text);
                return;
            case OpenQasmLexer.STRING:
                _diagnostics.Report(QasmDiagnostics.MisplacedString, span, token.Text);
                return;
        }

        string wanted = expected is null ? string.Empty : Describe(expected);
        if (wanted == "';'" && previous is not null)
        {
            TextSpan end = _spans.Of(previous);
            string found = token.Type == TokenConstants.EOF || token.Line > previous.Line ? string.Empty : $", found {Spell(token)}";
            _diagnostics.Report(QasmDiagnostics.MissingSemicolon, _source.Locate(new TextSpan(Math.Max(end.End - 1, end.Start), 1)), Spell(previous), found);
        }
        else if (token.Type == TokenConstants.EOF)
        {
            TextSpan end = previous is null ? default : _spans.Of(previous);
            SourceSpan place = _source.Locate(new TextSpan(Math.Max(end.End - 1, 0), Math.Min(1, end.Length)));
            _diagnostics.Report(QasmDiagnostics.UnexpectedEnd, place, wanted.Length == 0 ? "the rest of the statement" : wanted);
        }
        else if (wanted.Length == 0)
        {
            _diagnostics.Report(QasmDiagnostics.UnexpectedToken, span, Spell(token));
        }
        else
        {
            _diagnostics.Report(QasmDiagnostics.ExpectedToken, span, wanted, Spell(token));
        }
    }

    private static string Spell(IToken token)
    {
        string text = token.Text ?? string.Empty;
        if (text.Length > 40)
            text = text[..40] + "...";
        return $"'{text}'";
    }

    private static string Describe(IntervalSet expected)
    {
        var names = new List<string>();
        bool expression = expected.Contains(OpenQasmLexer.FLOAT_NUMBER) && expected.Contains(OpenQasmLexer.LPAREN);
        if (expected.Contains(OpenQasmLexer.QREG) && expected.Contains(OpenQasmLexer.BARRIER))
            return "a statement";
        if (expression)
            names.Add("an expression");
        bool operators = expected.Contains(OpenQasmLexer.STAR) && expected.Contains(OpenQasmLexer.SLASH);
        bool type = expected.Contains(OpenQasmLexer.INT) && expected.Contains(OpenQasmLexer.ANGLE) && !expression;
        if (type)
            names.Add("a type");
        foreach (int token in expected.ToList())
        {
            if (expression && IsExpressionStart(token) || operators && IsOperator(token) || type && IsType(token))
                continue;
            names.Add(token switch
            {
                TokenConstants.EOF => "the end of the text",
                OpenQasmLexer.IDENTIFIER => "a name",
                OpenQasmLexer.HARDWARE_QUBIT => "a physical qubit",
                OpenQasmLexer.PATH => "a path in quotes",
                OpenQasmLexer.VERSION_NUMBER => "a version number",
                // The vocabulary has no spelling for tokens that more than one mode makes.
                OpenQasmLexer.SEMICOLON => "';'",
                OpenQasmLexer.RBRACE => "'}'",
                _ => OpenQasmParser.DefaultVocabulary.GetLiteralName(token) ?? OpenQasmParser.DefaultVocabulary.GetSymbolicName(token),
            });
        }

        return names.Count switch
        {
            0 or > MaximumListed => string.Empty,
            1 => names[0],
            _ => string.Join(", ", names.Take(names.Count - 1)) + " or " + names[^1],
        };
    }

    private static bool IsExpressionStart(int token) => IsType(token)
        || token is OpenQasmLexer.LPAREN or OpenQasmLexer.TILDE or OpenQasmLexer.NOT or OpenQasmLexer.MINUS or OpenQasmLexer.IDENTIFIER
            or OpenQasmLexer.POW or OpenQasmLexer.DURATIONOF or OpenQasmLexer.TRUE or OpenQasmLexer.FALSE or OpenQasmLexer.HARDWARE_QUBIT
        || (token >= OpenQasmLexer.BINARY_INTEGER && token <= OpenQasmLexer.BIT_STRING);

    private static bool IsType(int token) => token is >= OpenQasmLexer.BIT and <= OpenQasmLexer.STRETCH;

    private static bool IsOperator(int token) => token is OpenQasmLexer.LBRACKET or (>= OpenQasmLexer.PLUS and <= OpenQasmLexer.SHIFT);
}
