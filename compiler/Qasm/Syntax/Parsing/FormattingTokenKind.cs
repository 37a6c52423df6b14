namespace Sqs.Compiler.Qasm.Syntax.Parsing;

/// <summary>Kinds of token that a formatter tells apart.</summary>
internal enum FormattingTokenKind
{
    /// <summary>A name, a keyword or a literal.</summary>
    Word,

    /// <summary>A binary operator, an assignment or an arrow.</summary>
    Operator,

    /// <summary>A word that an operand follows, so that a sign behind it is a prefix.</summary>
    Keyword,

    /// <summary><c>-</c>, which is a prefix or stands between operands.</summary>
    Minus,

    /// <summary><c>!</c> or <c>~</c>.</summary>
    Prefix,

    /// <summary>Brackets, commas and the like, told apart by their text.</summary>
    Punctuation,

    /// <summary>A comment up to the end of its line.</summary>
    LineComment,

    /// <summary>A comment between <c>/*</c> and <c>*/</c>.</summary>
    BlockComment,

    /// <summary>A pragma or annotation with the rest of its line.</summary>
    Line,

    /// <summary>The body of a calibration, kept as it is.</summary>
    Opaque,
}
