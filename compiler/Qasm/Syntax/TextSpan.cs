namespace Sqs.Compiler.Qasm.Syntax;

/// <summary>A stretch of a source text, in UTF-16 units.</summary>
/// <param name="Start">Offset of the first character.</param>
/// <param name="Length">Number of characters.</param>
public readonly record struct TextSpan(int Start, int Length)
{
    /// <summary>Offset behind the last character.</summary>
    public int End => Start + Length;

    /// <summary>The span from the start of one to the end of another.</summary>
    /// <param name="first">The span that begins.</param>
    /// <param name="last">The span that ends.</param>
    /// <returns>A span over both.</returns>
    public static TextSpan Over(TextSpan first, TextSpan last) => new(first.Start, Math.Max(first.End, last.End) - first.Start);
}
