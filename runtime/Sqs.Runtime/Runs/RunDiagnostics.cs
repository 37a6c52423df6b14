using Sqs.Compiler.Diagnostics;

namespace Sqs.Runtime.Runs;

/// <summary>What can be wrong with recorded runs.</summary>
public static class RunDiagnostics
{
    /// <summary>No run has this identifier.</summary>
    public static readonly DiagnosticDescriptor NotFound = new("SQS5501", DiagnosticSeverity.Error, "there is no run '{0}' in '{1}'{2}; 'sqs runs' lists them");

    /// <summary>Several runs begin with what was given.</summary>
    public static readonly DiagnosticDescriptor Ambiguous = new("SQS5502", DiagnosticSeverity.Error, "'{0}' is the beginning of {1} runs: {2}; give more of it");

    /// <summary>A run's folder is damaged.</summary>
    public static readonly DiagnosticDescriptor Damaged = new("SQS5503", DiagnosticSeverity.Error, "the run is damaged: {0}; restore the folder from a copy, it is not used as it is");

    /// <summary>A run of a newer format.</summary>
    public static readonly DiagnosticDescriptor Newer = new("SQS5504", DiagnosticSeverity.Error, "the run has format {0}; this version of sqs reads format {1}: use the version that wrote it ({2})");

    /// <summary>A run that the native engine cannot repeat.</summary>
    public static readonly DiagnosticDescriptor NothingToReplay = new("SQS5505", DiagnosticSeverity.Error, "the run '{0}' recorded no program; runs of 'sqs run' and 'sqs demo' can be replayed");

    /// <summary>A run that kept no device.</summary>
    public static readonly DiagnosticDescriptor NoSnapshot = new(
        "SQS5506", DiagnosticSeverity.Error, "the run '{0}' is of {1} and kept no device whose noise could be used; give --noise ideal, the name of a target, or a file");

    /// <summary>An archive that holds no run.</summary>
    public static readonly DiagnosticDescriptor NoArchive = new("SQS5507", DiagnosticSeverity.Error, "this is no archive of a run: {0}; 'sqs runs export' writes one");

    /// <summary>An archive of a run that is there already.</summary>
    public static readonly DiagnosticDescriptor Different = new(
        "SQS5508", DiagnosticSeverity.Error, "'{0}' holds another run with the identifier '{1}'; nothing was changed, import it into another folder with --runs");
}
