using Antlr4.Runtime;

namespace Sqs.Grammar;

/// <summary>
/// Counts how deep rules are nested, so that text nested without end stops the parser with an exception its caller
/// reports, and not with the end of the stack.
/// </summary>
public abstract class OpenQasmParserBase : Parser
{
    private int _depth;

    /// <summary>Creates the parser.</summary>
    /// <param name="input">The tokens.</param>
    /// <param name="output">Not written to.</param>
    /// <param name="errorOutput">Not written to.</param>
    protected OpenQasmParserBase(ITokenStream input, TextWriter output, TextWriter errorOutput)
        : base(input, output, errorOutput)
    {
    }

    /// <summary>How many rules may be active at once; a level of parentheses or braces takes two to four.</summary>
    public int MaximumDepth { get; set; } = 1000;

    /// <inheritdoc/>
    public override void EnterRule(ParserRuleContext localctx, int state, int ruleIndex)
    {
        Descend();
        base.EnterRule(localctx, state, ruleIndex);
    }

    /// <inheritdoc/>
    public override void ExitRule()
    {
        _depth--;
        base.ExitRule();
    }

    /// <inheritdoc/>
    public override void EnterRecursionRule(ParserRuleContext localctx, int state, int ruleIndex, int precedence)
    {
        Descend();
        base.EnterRecursionRule(localctx, state, ruleIndex, precedence);
    }

    /// <inheritdoc/>
    public override void UnrollRecursionContexts(ParserRuleContext _parentctx)
    {
        _depth--;
        base.UnrollRecursionContexts(_parentctx);
    }

    /// <summary>Makes ready for another statement of the same tokens, whatever ended the one before.</summary>
    public void Restart()
    {
        _depth = 0;
        Context = null;
        ErrorHandler.Reset(this);
    }

    private void Descend()
    {
        if (++_depth > MaximumDepth)
            throw new NestingTooDeepException();
    }
}
