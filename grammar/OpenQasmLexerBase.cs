using Antlr4.Runtime;
using Sqs.Grammar.Generated;

namespace Sqs.Grammar;

/// <summary>
/// The two lexical rules of OpenQASM that depend on earlier tokens: the opaque body of a calibration begins at the
/// first brace behind <c>cal</c> or <c>defcal</c>, and an annotation begins where a statement may begin.
/// </summary>
public abstract class OpenQasmLexerBase : Lexer
{
    private int _last = TokenConstants.EOF;
    private bool _calibrationPending;

    /// <summary>Creates the lexer.</summary>
    /// <param name="input">The characters.</param>
    /// <param name="output">Not written to.</param>
    /// <param name="errorOutput">Not written to.</param>
    protected OpenQasmLexerBase(ICharStream input, TextWriter output, TextWriter errorOutput)
        : base(input, output, errorOutput)
    {
    }

    /// <summary>Whether the token being matched stands where a statement may begin.</summary>
    /// <returns>True at the start of the text and behind a finished statement, a brace, the head of a loop or condition, a pragma or an annotation.</returns>
    protected bool AtStatementStart() => _last
        is TokenConstants.EOF
        or OpenQasmLexer.SEMICOLON
        or OpenQasmLexer.LBRACE
        or OpenQasmLexer.RBRACE
        or OpenQasmLexer.PRAGMA
        or OpenQasmLexer.ANNOTATION
        or OpenQasmLexer.REST_OF_LINE
        or OpenQasmLexer.RPAREN
        or OpenQasmLexer.RBRACKET
        or OpenQasmLexer.ELSE;

    /// <inheritdoc/>
    public override IToken NextToken()
    {
        IToken token = base.NextToken();
        if (token.Channel != TokenConstants.DefaultChannel)
            return token;
        _last = token.Type;
        switch (token.Type)
        {
            case OpenQasmLexer.CAL or OpenQasmLexer.DEFCAL:
                _calibrationPending = true;
                break;
            case OpenQasmLexer.SEMICOLON:
                _calibrationPending = false;
                break;
            case OpenQasmLexer.LBRACE when _calibrationPending:
                _calibrationPending = false;
                PushMode(OpenQasmLexer.CalibrationMode);
                break;
        }

        return token;
    }

    /// <inheritdoc/>
    public override void Reset()
    {
        _last = TokenConstants.EOF;
        _calibrationPending = false;
        base.Reset();
    }
}
