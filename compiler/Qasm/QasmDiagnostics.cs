using Sqs.Compiler.Diagnostics;

namespace Sqs.Compiler.Qasm;

/// <summary>What can be wrong with OpenQASM text: SQS20xx its form, 21xx names and types, 22xx quantum operations, 23xx control flow.</summary>
public static partial class QasmDiagnostics
{
    /// <summary>A character that no token begins with.</summary>
    public static readonly DiagnosticDescriptor UnknownCharacter = Error("SQS2001", "the character '{0}' is not part of OpenQASM");

    /// <summary>A string without its closing quote.</summary>
    public static readonly DiagnosticDescriptor UnclosedString = Error("SQS2002", "the string is not closed; expected '\"' before the end of the line");

    /// <summary>A block comment without its end.</summary>
    public static readonly DiagnosticDescriptor UnclosedComment = Error("SQS2003", "the comment is not closed; expected '*/'");

    /// <summary>Letters directly behind digits.</summary>
    public static readonly DiagnosticDescriptor BadNumber = Error("SQS2004", "'{0}' is neither a number nor a name; a name does not begin with a digit");

    /// <summary>Text in quotes where no string may stand.</summary>
    public static readonly DiagnosticDescriptor MisplacedString = Error("SQS2005", "the string {0} cannot stand here; only bit strings of 0 and 1 are values");

    /// <summary>A statement without its semicolon.</summary>
    public static readonly DiagnosticDescriptor MissingSemicolon = Error("SQS2006", "expected ';' after {0}{1}");

    /// <summary>The text ends inside a statement.</summary>
    public static readonly DiagnosticDescriptor UnexpectedEnd = Error("SQS2007", "the text ends here; expected {0}");

    /// <summary>A token that no statement has at this place.</summary>
    public static readonly DiagnosticDescriptor UnexpectedToken = Error("SQS2008", "{0} cannot stand here");

    /// <summary>A token other than the one the grammar wants.</summary>
    public static readonly DiagnosticDescriptor ExpectedToken = Error("SQS2009", "expected {0}, found {1}");

    /// <summary>Text nested deeper than is read.</summary>
    public static readonly DiagnosticDescriptor NestingTooDeep =
        Error("SQS2010", "the text is nested too deeply or an expression has too many operands; split it into smaller parts");

    /// <summary>An integer beyond any width.</summary>
    public static readonly DiagnosticDescriptor IntegerTooLarge = Error("SQS2011", "the number {0} is too large");

    private static DiagnosticDescriptor Error(string code, string message) => new(code, DiagnosticSeverity.Error, message);

    private static DiagnosticDescriptor Warning(string code, string message) => new(code, DiagnosticSeverity.Warning, message);
}
