namespace Sqs.Compiler.Diagnostics;

/// <summary>A stretch of text in a named source, from the first character to the one after the last.</summary>
/// <param name="File">Path or display name of the source, as the user gave it; empty when there is none.</param>
/// <param name="Line">Line of the first character, from 1; 0 when the place is unknown.</param>
/// <param name="Column">Column of the first character in UTF-16 units, from 1; 0 when the place is unknown.</param>
/// <param name="EndLine">Line of the position behind the last character, from 1.</param>
/// <param name="EndColumn">Column of the position behind the last character, from 1.</param>
public readonly record struct SourceSpan(string File, int Line, int Column, int EndLine, int EndColumn)
{
    /// <summary>A span of which nothing is known.</summary>
    public static SourceSpan None => new(string.Empty, 0, 0, 0, 0);

    /// <summary>The whole of a file, where no place inside it can be named.</summary>
    /// <param name="file">Path or display name of the source.</param>
    /// <returns>A span at line 1, column 1.</returns>
    public static SourceSpan WholeFile(string file) => new(file, 1, 1, 1, 1);

    /// <summary>A span of one position.</summary>
    /// <param name="file">Path or display name of the source.</param>
    /// <param name="line">Line, from 1.</param>
    /// <param name="column">Column, from 1.</param>
    /// <returns>A span one character wide.</returns>
    public static SourceSpan At(string file, int line, int column) => new(file, line, column, line, column + 1);

    /// <summary>Whether the place is known.</summary>
    public bool IsKnown => Line > 0;

    /// <summary>The span as <c>file:line:column</c>, the form that editors and terminals link.</summary>
    /// <returns>The place; only the file where the line is unknown.</returns>
    public override string ToString() => IsKnown ? $"{File}:{Line}:{Column}" : File ?? string.Empty;
}
