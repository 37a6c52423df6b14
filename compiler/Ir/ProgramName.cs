namespace Sqs.Compiler.Ir;

/// <summary>The name of a program, for people. All names compare equal, so that equality of programs is about their meaning.</summary>
/// <param name="Text">The name.</param>
public sealed record ProgramName(string Text)
{
    /// <summary>Always true for two names.</summary>
    /// <param name="other">The other name.</param>
    /// <returns>Whether there is another name.</returns>
    public bool Equals(ProgramName? other) => other is not null;

    /// <inheritdoc/>
    public override int GetHashCode() => 0;

    /// <summary>The name.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => Text;

    /// <summary>Names a program.</summary>
    /// <param name="text">The name.</param>
    public static implicit operator ProgramName(string text) => new(text);
}
