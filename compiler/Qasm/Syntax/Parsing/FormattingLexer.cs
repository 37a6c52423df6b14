using Antlr4.Runtime;
using Sqs.Grammar.Generated;

namespace Sqs.Compiler.Qasm.Syntax.Parsing;

/// <summary>Splits a text into the tokens a formatter sees, comments included.</summary>
internal static class FormattingLexer
{
    /// <summary>Reads a text that parses without errors.</summary>
    /// <param name="text">The text.</param>
    /// <returns>The tokens in order.</returns>
    public static List<FormattingToken> Read(string text)
    {
        var lexer = new OpenQasmLexer(CharStreams.fromString(text), TextWriter.Null, TextWriter.Null);
        lexer.RemoveErrorListeners();
        var tokens = new List<FormattingToken>();
        int lines = 0;
        for (IToken token = lexer.NextToken(); token.Type != TokenConstants.EOF; token = lexer.NextToken())
        {
            string spelled = token.Text;
            switch (token.Type)
            {
                case OpenQasmLexer.SPACE:
                    lines += spelled.ReplaceLineEndings("\n").Count(c => c == '\n');
                    continue;
                case OpenQasmLexer.REST_OF_LINE:
                    FormattingToken head = tokens[^1];
                    tokens[^1] = head with { Text = $"{head.Text} {spelled.Trim()}".TrimEnd() };
                    continue;
                case OpenQasmLexer.CAL_TEXT when tokens[^1].Kind == FormattingTokenKind.Opaque:
                    tokens[^1] = tokens[^1] with { Text = tokens[^1].Text + spelled };
                    continue;
            }

            tokens.Add(new FormattingToken(KindOf(token.Type), spelled.TrimEnd('\r', '\n'), lines));
            lines = 0;
        }

        return tokens;
    }

    private static FormattingTokenKind KindOf(int type) => type switch
    {
        OpenQasmLexer.LINE_COMMENT => FormattingTokenKind.LineComment,
        OpenQasmLexer.BLOCK_COMMENT => FormattingTokenKind.BlockComment,
        OpenQasmLexer.PRAGMA or OpenQasmLexer.ANNOTATION => FormattingTokenKind.Line,
        OpenQasmLexer.CAL_TEXT => FormattingTokenKind.Opaque,
        OpenQasmLexer.MINUS => FormattingTokenKind.Minus,
        OpenQasmLexer.NOT or OpenQasmLexer.TILDE => FormattingTokenKind.Prefix,
        OpenQasmLexer.RETURN or OpenQasmLexer.CASE or OpenQasmLexer.IN => FormattingTokenKind.Keyword,
        OpenQasmLexer.ARROW or OpenQasmLexer.AT or (>= OpenQasmLexer.ASSIGN and <= OpenQasmLexer.SHIFT) => FormattingTokenKind.Operator,
        >= OpenQasmLexer.LBRACE and <= OpenQasmLexer.COMMA => FormattingTokenKind.Punctuation,
        _ => FormattingTokenKind.Word,
    };
}
