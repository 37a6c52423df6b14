namespace Sqs.Grammar;

/// <summary>Stops a parser whose input is nested deeper than <see cref="OpenQasmParserBase.MaximumDepth"/>.</summary>
public sealed class NestingTooDeepException : Exception
{
    /// <summary>Creates the exception.</summary>
    public NestingTooDeepException()
        : base("The text is nested deeper than the parser allows.")
    {
    }
}
