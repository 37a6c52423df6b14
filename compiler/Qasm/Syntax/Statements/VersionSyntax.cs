namespace Sqs.Compiler.Qasm.Syntax.Statements;

/// <summary><c>OPENQASM 3.1;</c></summary>
/// <param name="Span">Where it is in its source.</param>
/// <param name="Major">Major version.</param>
/// <param name="Minor">Minor version; 0 when not written.</param>
public sealed record VersionSyntax(TextSpan Span, int Major, int Minor) : StatementSyntax(Span);
