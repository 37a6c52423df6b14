using System.Text;
using Sqs.Compiler.Diagnostics;
using Sqs.Compiler.Qasm.Syntax;
using Sqs.Compiler.Qasm.Syntax.Parsing;
using Sqs.Compiler.Qasm.Syntax.Statements;

namespace Sqs.Compiler.Qasm;

/// <summary>
/// Lays out OpenQASM text: one statement a line, blocks indented by two spaces, one space around operators, at most one empty line
/// between statements. Comments, pragmas, annotations and calibrations are kept. Formatting twice is formatting once.
/// </summary>
public static class QasmFormatter
{
    /// <summary>Formats a text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="file">Path or display name, for diagnostics.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <returns>The formatted text, or null where the text has syntax errors; and these.</returns>
    public static (string? Text, DiagnosticBag Diagnostics) Format(string text, string file, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(file);
        var diagnostics = new DiagnosticBag();
        foreach (StatementSyntax _ in new QasmParser(new SourceText(text, file), diagnostics).Statements(cancellation))
        {
            // Read for its errors alone.
        }

        return diagnostics.HasErrors ? (null, diagnostics) : (new TokenLayout(FormattingLexer.Read(text)).Write(), diagnostics);
    }

    /// <summary>Places tokens on lines.</summary>
    private sealed class TokenLayout(List<FormattingToken> tokens)
    {
        private readonly StringBuilder _text = new();
        private readonly Stack<bool> _braces = new();
        private int _parentheses;
        private FormattingToken _lastWord;
        private bool _startsLine = true;

        /// <summary>Whether a line goes on with the statement of the line before: the body of an <c>if</c> without braces behind a comment.</summary>
        private bool Continues => _lastWord.Kind != FormattingTokenKind.Line && _lastWord.Text is not (null or ";" or "{" or "}");

        private int Depth => _braces.Count(isBlock => isBlock);

        public string Write()
        {
            for (int i = 0; i < tokens.Count; i++)
            {
                Place(tokens[i], i > 0 ? tokens[i - 1] : default, i + 1 < tokens.Count ? tokens[i + 1] : default, i > 1 ? tokens[i - 2] : default);
                if (tokens[i].Kind is not (FormattingTokenKind.LineComment or FormattingTokenKind.BlockComment))
                    _lastWord = tokens[i];
            }

            if (!_startsLine)
                _text.Append('\n');
            return _text.ToString();
        }

        private void Place(FormattingToken token, FormattingToken previous, FormattingToken next, FormattingToken beforePrevious)
        {
            switch (token.Kind)
            {
                case FormattingTokenKind.LineComment:
                    if (!_startsLine)
                        _text.Append(' ');
                    else if (!TrailsPrevious(token))
                        Begin(token);
                    _text.Append(token.Text.TrimEnd());
                    Break();
                    return;
                case FormattingTokenKind.BlockComment:
                    if (_startsLine && TrailsPrevious(token))
                    {
                        _text.Append(token.Text);
                        Break();
                        return;
                    }

                    Word(token, previous, beforePrevious);
                    if (next.LinesBefore > 0)
                        Break();
                    return;
                case FormattingTokenKind.Line:
                    Begin(token);
                    _text.Append(token.Text);
                    Break();
                    return;
                case FormattingTokenKind.Opaque:
                    _text.Append(token.Text);
                    _startsLine = false;
                    return;
            }

            switch (token.Text)
            {
                case "{" when token.Kind == FormattingTokenKind.Punctuation:
                    OpenBrace(token, previous, beforePrevious, next);
                    return;
                case "}" when token.Kind == FormattingTokenKind.Punctuation:
                    CloseBrace(token, next);
                    return;
                case ";":
                    _text.Append(';');
                    Break();
                    return;
            }

            Word(token, previous, beforePrevious);
            if (token.Text is "(" or "[")
                _parentheses++;
            else if (token.Text is ")" or "]")
                _parentheses = Math.Max(0, _parentheses - 1);
        }

        private void OpenBrace(FormattingToken token, FormattingToken previous, FormattingToken beforePrevious, FormattingToken next)
        {
            // Braces of values: after '=', 'in', a bracket, a comma or another such brace.
            bool isBlock = previous.Text is not ("=" or "in" or "[" or ",") && !(previous.Text == "{" && _braces.TryPeek(out bool outer) && !outer);
            if (previous.Text == "(" && _parentheses > 0)
                isBlock = true;
            Word(token, previous, beforePrevious);
            _braces.Push(isBlock);
            if (isBlock && next.Kind != FormattingTokenKind.Opaque && next.Text != "}")
                Break();
        }

        private void CloseBrace(FormattingToken token, FormattingToken next)
        {
            bool isBlock = _braces.Count == 0 || _braces.Pop();
            if (!isBlock)
            {
                _text.Append('}');
                return;
            }

            if (_startsLine)
                Indent();
            _text.Append('}');
            _startsLine = false;
            if (next.Text is "else" or ")" or ";")
                return;
            Break();
        }

        private void Word(FormattingToken token, FormattingToken previous, FormattingToken beforePrevious)
        {
            if (_startsLine)
                Begin(token);
            else if (NeedsSpace(token, previous, beforePrevious))
                _text.Append(' ');
            _text.Append(token.Text);
            _startsLine = false;
        }

        private static bool NeedsSpace(FormattingToken token, FormattingToken previous, FormattingToken beforePrevious)
        {
            if (previous.Text is "(" or "[" || token.Text is ")" or "]" or "," or ";")
                return false;
            if (previous.Text == "{" && previous.Kind == FormattingTokenKind.Punctuation)
                return false;
            if (token.Text == ":" || previous.Text == ":")
                return false;
            if (token.Text is "[" or "(")
                return previous.Text is "if" or "while" or "switch" or "for" or "," or "->" || previous.Kind is FormattingTokenKind.Operator or FormattingTokenKind.Keyword
                    || (previous.Kind == FormattingTokenKind.Minus && IsBinary(beforePrevious));
            if (previous.Kind == FormattingTokenKind.Prefix)
                return false;
            if (previous.Kind == FormattingTokenKind.Minus && !IsBinary(beforePrevious))
                return false;
            return true;
        }

        /// <summary>Whether a sign behind a token stands between two operands.</summary>
        private static bool IsBinary(FormattingToken before) =>
            before.Kind is FormattingTokenKind.Word or FormattingTokenKind.Opaque || before.Text is ")" or "]" or "}";

        /// <summary>A comment that began on the line of the statement in front of it stays there.</summary>
        private bool TrailsPrevious(FormattingToken token)
        {
            if (token.LinesBefore > 0 || _text.Length == 0)
                return false;
            _text.Length--;
            _text.Append(' ');
            _startsLine = false;
            return true;
        }

        private void Begin(FormattingToken token)
        {
            if (token.LinesBefore > 1 && _text.Length > 0 && _text[^1] == '\n' && !EndsWith("{\n") && token.Text != "}")
                _text.Append('\n');
            Indent();
            if (Continues && token.Text is not ("{" or "}"))
                _text.Append("  ");
            _startsLine = false;
        }

        private bool EndsWith(string ending) => _text.Length >= ending.Length && _text.ToString(_text.Length - ending.Length, ending.Length) == ending;

        private void Indent() => _text.Append(' ', 2 * Depth);

        private void Break()
        {
            if (_text.Length > 0 && _text[^1] != '\n')
                _text.Append('\n');
            _startsLine = true;
        }
    }
}
