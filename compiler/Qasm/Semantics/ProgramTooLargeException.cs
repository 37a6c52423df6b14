namespace Sqs.Compiler.Qasm.Semantics;

/// <summary>Gives up a program that expands beyond <see cref="QasmCompileOptions.MaximumOperations"/>.</summary>
internal sealed class ProgramTooLargeException() : Exception("The program expands without end.");
