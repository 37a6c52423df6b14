using Antlr4.Runtime;
using Antlr4.Runtime.Misc;
using Sqs.Grammar.Generated;

namespace Sqs.Compiler.Qasm.Syntax.Parsing;

/// <summary>
/// What the parser does at a syntax error: report it once, then go on behind the statement, so that one mistake gives one
/// message and the next statement is still checked.
/// </summary>
internal sealed class StatementRecovery : DefaultErrorStrategy
{
    private readonly SyntaxErrorReporter _reporter;

    public StatementRecovery(SyntaxErrorReporter reporter) => _reporter = reporter;

    public override void ReportError(Antlr4.Runtime.Parser recognizer, RecognitionException e)
    {
        if (InErrorRecoveryMode(recognizer))
            return;
        BeginErrorCondition(recognizer);
        IToken token = e.OffendingToken ?? recognizer.CurrentToken;
        IToken? previous = Window(recognizer).Previous;
        if (e is NoViableAltException)
        {
            var window = Window(recognizer);
            previous = token.TokenIndex > 0 && token.TokenIndex > window.Index ? window.Get(token.TokenIndex - 1) : window.Previous;
            _reporter.Unexpected(token, previous, null);
        }
        else
        {
            _reporter.Unexpected(token, previous, recognizer.GetExpectedTokens());
        }
    }

    public override void Recover(Antlr4.Runtime.Parser recognizer, RecognitionException e)
    {
        var tokens = Window(recognizer);
        SkipStatement(tokens);
    }

    public override IToken RecoverInline(Antlr4.Runtime.Parser recognizer)
    {
        if (!InErrorRecoveryMode(recognizer))
        {
            IntervalSet expected = recognizer.GetExpectedTokens();
            var tokens = Window(recognizer);
            IToken current = tokens.LT(1);
            bool semicolon = expected.Contains(OpenQasmLexer.SEMICOLON);
            if (semicolon && tokens.Previous is { } previous && (current.Line > previous.Line || current.Type == OpenQasmLexer.RBRACE))
            {
                BeginErrorCondition(recognizer);
                _reporter.Unexpected(current, previous, new IntervalSet(OpenQasmLexer.SEMICOLON));
                return GetMissingSymbol(recognizer);
            }

            if (expected.Contains(tokens.LA(2)) && current.Type is not (OpenQasmLexer.SEMICOLON or OpenQasmLexer.RBRACE or TokenConstants.EOF))
            {
                BeginErrorCondition(recognizer);
                _reporter.Unexpected(current, tokens.Previous, expected);
                recognizer.Consume();
                IToken matched = recognizer.CurrentToken;
                ReportMatch(recognizer);
                return matched;
            }
        }

        throw new InputMismatchException(recognizer);
    }

    public override void Sync(Antlr4.Runtime.Parser recognizer)
    {
        if (recognizer.RuleContext is not OpenQasmParser.BlockContext)
            return;
        var tokens = Window(recognizer);
        while (tokens.LA(1) is not (OpenQasmLexer.RBRACE or TokenConstants.EOF) && !StartsStatement(tokens.LA(1)))
        {
            if (!InErrorRecoveryMode(recognizer))
            {
                BeginErrorCondition(recognizer);
                _reporter.Unexpected(tokens.LT(1), tokens.Previous, null);
            }

            if (tokens.LA(1) != OpenQasmLexer.SEMICOLON)
                SkipStatement(tokens);
            if (tokens.LA(1) == OpenQasmLexer.SEMICOLON)
                tokens.Consume();
            EndErrorCondition(recognizer);
        }
    }

    /// <summary>Skips to the semicolon or brace that ends the statement, or to the keyword that begins the next one on its own line.</summary>
    /// <param name="tokens">The tokens.</param>
    public static void SkipStatement(TokenWindow tokens)
    {
        int depth = 0;
        int start = tokens.Index;
        while (tokens.LA(1) != TokenConstants.EOF)
        {
            IToken token = tokens.LT(1);
            switch (token.Type)
            {
                case OpenQasmLexer.LBRACE:
                    depth++;
                    break;
                case OpenQasmLexer.RBRACE when depth == 0:
                case OpenQasmLexer.SEMICOLON when depth == 0:
                    return;
                case OpenQasmLexer.RBRACE:
                    if (--depth == 0)
                    {
                        tokens.Consume();
                        if (tokens.LA(1) is not (OpenQasmLexer.SEMICOLON or OpenQasmLexer.ELSE))
                            return;
                        continue;
                    }

                    break;
                default:
                    if (depth == 0 && tokens.Index > start && tokens.Previous is { } previous && token.Line > previous.Line && IsKeyword(token.Type))
                        return;
                    break;
            }

            tokens.Consume();
        }
    }

    /// <summary>Whether a token may begin a statement.</summary>
    /// <param name="type">Token type.</param>
    /// <returns>True when it may.</returns>
    public static bool StartsStatement(int type) => IsKeyword(type)
        || type is OpenQasmLexer.IDENTIFIER or OpenQasmLexer.LBRACE or OpenQasmLexer.LPAREN or OpenQasmLexer.MINUS or OpenQasmLexer.NOT
            or OpenQasmLexer.TILDE or OpenQasmLexer.ANNOTATION or OpenQasmLexer.HARDWARE_QUBIT
        || (type >= OpenQasmLexer.BINARY_INTEGER && type <= OpenQasmLexer.BIT_STRING);

    private static bool IsKeyword(int type) => type is >= OpenQasmLexer.INCLUDE and <= OpenQasmLexer.FALSE
        and not (OpenQasmLexer.ELSE or OpenQasmLexer.IN or OpenQasmLexer.CASE or OpenQasmLexer.DEFAULT or OpenQasmLexer.VOID
            or OpenQasmLexer.DIM or OpenQasmLexer.READONLY or OpenQasmLexer.MUTABLE);

    private static TokenWindow Window(Antlr4.Runtime.Parser recognizer) => (TokenWindow)recognizer.InputStream;
}
