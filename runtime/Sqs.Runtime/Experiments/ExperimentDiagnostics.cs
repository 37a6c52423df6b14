using Sqs.Compiler.Diagnostics;

namespace Sqs.Runtime.Experiments;

/// <summary>What experiment files and their runs can have wrong.</summary>
public static class ExperimentDiagnostics
{
    /// <summary>A file that cannot be read.</summary>
    public static readonly DiagnosticDescriptor Unreadable = new("SQS5401", DiagnosticSeverity.Error, "the experiment cannot be read: {0}; check the path and the JSON");

    /// <summary>A value that does not fit.</summary>
    public static readonly DiagnosticDescriptor BadValue = new("SQS5402", DiagnosticSeverity.Error, "{0}; {1}");

    /// <summary>A variable without a value.</summary>
    public static readonly DiagnosticDescriptor MissingVariable = new("SQS5403", DiagnosticSeverity.Error, "'{0}' has no value; put it into the grid or give --set {0}=VALUE");

    /// <summary>A variable that nothing uses.</summary>
    public static readonly DiagnosticDescriptor UnusedVariable = new("SQS5404", DiagnosticSeverity.Error, "nothing in the experiment uses '{0}'{1}; it uses {2}");

    /// <summary>A result that cannot be read or written.</summary>
    public static readonly DiagnosticDescriptor ResultFile = new("SQS5405", DiagnosticSeverity.Error, "the result cannot be read or written: {0}; delete it to run it again");

    /// <summary>A folder without results.</summary>
    public static readonly DiagnosticDescriptor NoResults = new("SQS5406", DiagnosticSeverity.Error, "'{0}' holds no experiment; give the folder that sqs experiment run wrote");
}
