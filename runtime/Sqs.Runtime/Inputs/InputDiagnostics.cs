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

    /// <summary>A model was to run without input spikes.</summary>
    public static readonly DiagnosticDescriptor NoSpikes = new("SQS5205", DiagnosticSeverity.Error, "a model needs input spikes; give --data with --sample, or --input with a CSV file of a row a step");

    /// <summary>A dataset that does not fit a model.</summary>
    public static readonly DiagnosticDescriptor SpikesDoNotFit = new("SQS5206", DiagnosticSeverity.Error, "the data have {0} steps of {1} lines; the model takes {2} steps of {3} lines");

    /// <summary>A sample that is not there.</summary>
    public static readonly DiagnosticDescriptor NoSuchSample = new("SQS5207", DiagnosticSeverity.Error, "there is no test sample {0}; the {1} test samples count from 0");

    /// <summary>A row of a spike file that cannot be used.</summary>
    public static readonly DiagnosticDescriptor BadSpikes = new("SQS5208", DiagnosticSeverity.Error, "the row has {0}; it must have {1} columns of 0 or 1");

    /// <summary>A spike file with too many or too few rows.</summary>
    public static readonly DiagnosticDescriptor BadStepCount = new("SQS5209", DiagnosticSeverity.Error, "the file has {0} rows of spikes; the model takes {1}, one a step");
}
