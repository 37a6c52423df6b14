using Antlr4.Runtime;
using Sqs.Grammar.Generated;

namespace Sqs.Compiler.Qasm.Syntax.Parsing;

/// <summary>What tokens of version 3 are in an OpenQASM 2 program: words that only version 3 reserves are plain names there.</summary>
internal static class Version2Tokens
{
    public static int TypeOf(IToken token) => token.Type switch
    {
        OpenQasmLexer.CARET => OpenQasmLexer.POWER,
        >= OpenQasmLexer.DEF and <= OpenQasmLexer.EXTERN or >= OpenQasmLexer.LET and <= OpenQasmLexer.BOX
            or >= OpenQasmLexer.FOR and <= OpenQasmLexer.QUBIT or >= OpenQasmLexer.BIT and <= OpenQasmLexer.VOID
            or >= OpenQasmLexer.GPHASE and <= OpenQasmLexer.NEGCTRL or >= OpenQasmLexer.DELAY and <= OpenQasmLexer.FALSE
            => OpenQasmLexer.IDENTIFIER,
        _ => token.Type,
    };
}
