using Sqs.Compiler.Diagnostics;

namespace Sqs.Runtime.Inputs;

/// <summary>What can be wrong with the values of a program's inputs.</summary>
public static class InputDiagnostics
{
    /// <summary>An input got no value.</summary>
    public static readonly DiagnosticDescriptor Missing = new("SQS5201", DiagnosticSeverity.Error, "the input '{0}' has no value; set it, for instance with --set {0}=0.5");

    /// <summary>A value for an input that is not there.</summary>
    public static readonly DiagnosticDescriptor Unknown = new("SQS5202", DiagnosticSeverity.Error, "the program has no input '{0}'{1}; it has {2}");

    /// <summary>Something that is not an assignment of a finite number.</summary>
    public static readonly DiagnosticDescriptor NotANumber = new("SQS5203", DiagnosticSeverity.Error, "'{0}' sets no input; write name=number with a finite number");

    /// <summary>A file of inputs that cannot be used.</summary>
    public static readonly DiagnosticDescriptor BadFile = new("SQS5204", DiagnosticSeverity.Error, "these inputs cannot be used: {0}; the file holds one JSON object of names and numbers");
}
