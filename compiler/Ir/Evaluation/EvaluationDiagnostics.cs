using Sqs.Compiler.Diagnostics;

namespace Sqs.Compiler.Ir.Evaluation;

/// <summary>What can go wrong when a classical expression is evaluated.</summary>
public static class EvaluationDiagnostics
{
    /// <summary>Division or remainder by zero in integers, angles or durations.</summary>
    public static readonly DiagnosticDescriptor DivisionByZero = Error("SQS4901", "division by zero");

    /// <summary>A float that has no integer or angle value.</summary>
    public static readonly DiagnosticDescriptor NotFinite = Error("SQS4902", "{0} cannot be converted to {1}; expected a finite number");

    /// <summary>An index outside an array, a register or an integer's bits.</summary>
    public static readonly DiagnosticDescriptor IndexOutOfRange = Error("SQS4903", "index {0} is out of range; expected {1} to {2}");

    /// <summary>An operation on types that have no such operation.</summary>
    public static readonly DiagnosticDescriptor NoOperation = Error("SQS4904", "{0} has no meaning for {1}");

    /// <summary>An input that was not bound before the run.</summary>
    public static readonly DiagnosticDescriptor InputMissing = Error("SQS4905", "the input '{0}' has no value; bind one of type {1}");

    private static DiagnosticDescriptor Error(string code, string message) => new(code, DiagnosticSeverity.Error, message);
}
