using Antlr4.Runtime;
using Antlr4.Runtime.Misc;
using Sqs.Grammar;
using Sqs.Grammar.Generated;

namespace Sqs.Compiler.Qasm.Syntax.Parsing;

/// <summary>
/// The tokens of a text without white space and comments, held only from the start of the statement being parsed: a program of
/// a million lines needs no list of ten million tokens. Nesting is counted here, before the parser looks ahead through it.
/// </summary>
internal sealed class TokenWindow : ITokenStream
{
    private const int MaximumNesting = 256;

    private readonly ITokenSource _source;
    private readonly List<IToken> _tokens = [];
    private int _base;
    private int _position;
    private int _nesting;
    private IToken? _previous;

    public TokenWindow(ITokenSource source) => _source = source;

    /// <summary>Whether the text is OpenQASM 2, whose reserved words are few and whose <c>^</c> is a power.</summary>
    public bool IsVersion2 { get; set; }

    public ITokenSource TokenSource => _source;

    public int Index => _position;

    public int Size => _base + _tokens.Count;

    public string SourceName => _source.SourceName;

    /// <summary>The token before the current one, or null at the start.</summary>
    public IToken? Previous => _position > _base ? _tokens[_position - 1 - _base] : _previous;

    /// <summary>The last token read, or null when none is held.</summary>
    public IToken? Last => _tokens.Count > 0 ? _tokens[^1] : _previous;

    /// <summary>Forgets the tokens before the current one.</summary>
    public void Discard()
    {
        int count = _position - _base;
        if (count == 0)
            return;
        _previous = _tokens[count - 1];
        _tokens.RemoveRange(0, count);
        _base = _position;
        if (_tokens.Count == 0)
            _nesting = 0;
    }

    public IToken LT(int k)
    {
        if (k == 0)
            return null!;
        if (k < 0)
            return k == -1 ? Previous! : Get(_position + k);
        Fill(_position + k - 1);
        int index = _position + k - 1 - _base;
        return index < _tokens.Count ? _tokens[index] : _tokens[^1];
    }

    public int LA(int i) => i == -1 ? Previous?.Type ?? TokenConstants.InvalidType : LT(i).Type;

    public void Consume()
    {
        if (LA(1) == TokenConstants.EOF)
            throw new InvalidOperationException("The end of the text cannot be consumed.");
        _position++;
    }

    public IToken Get(int i) => _tokens[i - _base];

    public int Mark() => 0;

    public void Release(int marker)
    {
    }

    public void Seek(int index) => _position = index;

    public string GetText(Interval interval) => string.Empty;

    public string GetText() => string.Empty;

    public string GetText(RuleContext ctx) => string.Empty;

    public string GetText(IToken start, IToken stop) => string.Empty;

    private void Fill(int index)
    {
        while (index - _base >= _tokens.Count)
        {
            if (_tokens.Count > 0 && _tokens[^1].Type == TokenConstants.EOF)
                return;
            IToken token = _source.NextToken();
            if (token.Channel != TokenConstants.DefaultChannel)
                continue;
            if (token is IWritableToken writable)
            {
                if (IsVersion2)
                    writable.Type = Version2Tokens.TypeOf(token);
                writable.TokenIndex = _base + _tokens.Count;
            }

            CountNesting(token.Type);
            _tokens.Add(token);
        }
    }

    private void CountNesting(int type)
    {
        switch (type)
        {
            case OpenQasmLexer.LPAREN or OpenQasmLexer.LBRACKET or OpenQasmLexer.LBRACE:
                if (++_nesting > MaximumNesting)
                    throw new NestingTooDeepException();
                break;
            case OpenQasmLexer.RPAREN or OpenQasmLexer.RBRACKET or OpenQasmLexer.RBRACE:
                _nesting = Math.Max(0, _nesting - 1);
                break;
        }
    }
}
