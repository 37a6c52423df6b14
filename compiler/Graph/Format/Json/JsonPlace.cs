namespace Sqs.Compiler.Graph.Format.Json;

/// <summary>The end of a token of a JSON text.</summary>
/// <param name="Line">Line, from 1.</param>
/// <param name="EndColumn">Number of UTF-16 units of the line up to and with the token's last one.</param>
internal readonly record struct JsonPlace(int Line, int EndColumn);
