using Antlr4.Runtime;
using Antlr4.Runtime.Atn;
using Antlr4.Runtime.Misc;
using Sqs.Compiler.Diagnostics;
using Sqs.Compiler.Qasm.Syntax.Statements;
using Sqs.Grammar;
using Sqs.Grammar.Generated;

namespace Sqs.Compiler.Qasm.Syntax.Parsing;

/// <summary>
/// Reads OpenQASM text statement by statement. Each top-level statement is parsed with SLL prediction; only where that fails is it
/// parsed again with full LL prediction, which also reports and recovers. Nothing of the parser generator leaves this folder.
/// </summary>
public sealed class QasmParser
{
    private readonly SourceText _source;
    private readonly DiagnosticBag _diagnostics;
    private readonly TokenWindow _tokens;
    private readonly TokenSpans _spans;
    private readonly OpenQasmParser _parser;
    private readonly SyntaxErrorReporter _reporter;
    private readonly StatementRecovery _recovery;
    private readonly BailErrorStrategy _bail = new();
    private readonly SyntaxBuilder _builder;
    private readonly CommonStatementParser _common;

    /// <summary>Creates a parser.</summary>
    /// <param name="source">What to read.</param>
    /// <param name="diagnostics">Takes what is wrong.</param>
    public QasmParser(SourceText source, DiagnosticBag diagnostics)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(diagnostics);
        _source = source;
        _diagnostics = diagnostics;
        var lexer = new OpenQasmLexer(CharStreams.fromString(source.Text), TextWriter.Null, TextWriter.Null);
        lexer.RemoveErrorListeners();
        _spans = new TokenSpans(source.Text);
        _tokens = new TokenWindow(lexer);
        _parser = new OpenQasmParser(_tokens, TextWriter.Null, TextWriter.Null);
        _parser.RemoveErrorListeners();
        _reporter = new SyntaxErrorReporter(source, _spans, diagnostics);
        _recovery = new StatementRecovery(_reporter);
        _builder = new SyntaxBuilder(source, _spans, diagnostics);
        _common = new CommonStatementParser(_tokens, _spans, _builder);
    }

    /// <summary>Whether a syntax error was reported so far.</summary>
    public bool HasSyntaxErrors { get; private set; }

    /// <summary>Reads words and operators as OpenQASM 2 does; set by a version line, and by the includer for an included file.</summary>
    public bool IsVersion2
    {
        get => _tokens.IsVersion2;
        set => _tokens.IsVersion2 = value;
    }

    /// <summary>Leaves every statement to the generated parser; the tests compare.</summary>
    internal bool UsesGeneratedParserOnly { get; init; }

    /// <summary>Reads the text; statements with syntax errors are reported and left out.</summary>
    /// <param name="cancellation">Stops the reading.</param>
    /// <returns>The statements in order, each made when it is asked for.</returns>
    public IEnumerable<StatementSyntax> Statements(CancellationToken cancellation = default)
    {
        while (true)
        {
            cancellation.ThrowIfCancellationRequested();
            StatementSyntax? statement;
            try
            {
                _tokens.Discard();
                if (_tokens.LA(1) == TokenConstants.EOF)
                    yield break;
                statement = Next();
            }
            catch (NestingTooDeepException)
            {
                HasSyntaxErrors = true;
                IToken place = _tokens.Size > 0 && _tokens.Previous is { } previous ? previous : _tokens.Last!;
                _diagnostics.Report(QasmDiagnostics.NestingTooDeep, _source.Locate(_spans.Of(place)));
                yield break;
            }

            if (statement is VersionSyntax version)
                IsVersion2 = version.Major == 2;
            if (statement is not null)
                yield return statement;
        }
    }

    private StatementSyntax? Next()
    {
        if (!UsesGeneratedParserOnly && _common.TryParse() is { } common)
            return common;
        int first = _tokens.LA(1);
        if (first == OpenQasmLexer.OPENQASM)
            return Parse(static parser => parser.versionLine(), _builder.Version);
        if (StatementRecovery.StartsStatement(first))
            return Parse(static parser => parser.statement(), _builder.Statement);
        HasSyntaxErrors = true;
        _reporter.Unexpected(_tokens.LT(1), _tokens.Previous, null);
        _tokens.Consume();
        if (first != OpenQasmLexer.SEMICOLON && first != OpenQasmLexer.RBRACE)
            StatementRecovery.SkipStatement(_tokens);
        SkipTerminator();
        return null;
    }

    private StatementSyntax? Parse<T>(Func<OpenQasmParser, T> rule, Func<T, StatementSyntax> build)
    {
        int start = _tokens.Index;
        try
        {
            _parser.Restart();
            _parser.ErrorHandler = _bail;
            _parser.Interpreter.PredictionMode = PredictionMode.SLL;
            T tree = rule(_parser);
            return build(tree);
        }
        catch (ParseCanceledException)
        {
            _tokens.Seek(start);
        }

        _parser.ErrorHandler = _recovery;
        _parser.Restart();
        _parser.Interpreter.PredictionMode = PredictionMode.LL;
        int before = _diagnostics.Count;
        T again = rule(_parser);
        if (_diagnostics.Count == before)
            return build(again);
        HasSyntaxErrors = true;
        if (_tokens.Index == start)
            _tokens.Consume();
        SkipTerminator();
        return null;
    }

    private void SkipTerminator()
    {
        if (_tokens.LA(1) == OpenQasmLexer.SEMICOLON)
            _tokens.Consume();
    }
}
