using Sqs.Compiler.Diagnostics;

namespace Sqs.Runtime.Learning;

/// <summary>What training and evaluation can have wrong.</summary>
public static class LearningDiagnostics
{
    /// <summary>Data with another number of lines than the network has inputs.</summary>
    public static readonly DiagnosticDescriptor InputMismatch = new("SQS5101", DiagnosticSeverity.Error, "the data have {0} spike lines; the inputs of the network take {1}");

    /// <summary>Data with another number of classes than the network has outputs.</summary>
    public static readonly DiagnosticDescriptor ClassMismatch = new("SQS5102", DiagnosticSeverity.Error, "the data have {0} classes; the network has {1} output neurons and needs one a class");

    /// <summary>Data with another number of steps than the network.</summary>
    public static readonly DiagnosticDescriptor StepMismatch = new("SQS5103", DiagnosticSeverity.Error, "the data have {0} steps; the network runs {1}");

    /// <summary>A part of the data that is needed but has no sample.</summary>
    public static readonly DiagnosticDescriptor EmptyPart = new("SQS5104", DiagnosticSeverity.Error, "the {0} part of the data has no sample; ask for some with {1}");

    /// <summary>A neuron family without dynamics on the host.</summary>
    public static readonly DiagnosticDescriptor NotTrainable = new("SQS5105", DiagnosticSeverity.Error, "neurons of the family '{0}' cannot be trained by this rule; it trains {1}");

    /// <summary>A checkpoint that cannot be read.</summary>
    public static readonly DiagnosticDescriptor DamagedCheckpoint = new("SQS5106", DiagnosticSeverity.Error, "the checkpoint cannot be read: {0}; delete it to start over");

    /// <summary>A checkpoint of another run.</summary>
    public static readonly DiagnosticDescriptor ForeignCheckpoint = new("SQS5107", DiagnosticSeverity.Error, "the checkpoint is of another run: {0} differs; resume with the settings it was made with or choose another directory");

    /// <summary>A setting outside its range.</summary>
    public static readonly DiagnosticDescriptor BadSetting = new("SQS5108", DiagnosticSeverity.Error, "{0} is {1}; it must be {2}");

    /// <summary>A checkpoint that cannot be written.</summary>
    public static readonly DiagnosticDescriptor UnwritableCheckpoint = new("SQS5109", DiagnosticSeverity.Error, "the checkpoint cannot be written: {0}; choose a place with space and permission");

    /// <summary>A network that is not a feed-forward stack of dense layers.</summary>
    public static readonly DiagnosticDescriptor NotLayered = new("SQS5110", DiagnosticSeverity.Error, "{0}; this takes dense synapses of one channel between layers without cycles");
}
