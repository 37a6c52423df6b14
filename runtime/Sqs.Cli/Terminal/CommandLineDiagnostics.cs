using Sqs.Compiler.Diagnostics;

namespace Sqs.Cli.Terminal;

/// <summary>What is wrong with a command line or with the machine it runs on.</summary>
internal static class CommandLineDiagnostics
{
    /// <summary>The command line does not parse.</summary>
    public static readonly DiagnosticDescriptor Usage = new("SQS9001", DiagnosticSeverity.Error, "{0}; see '{1} --help'");

    /// <summary>A file to read is not there.</summary>
    public static readonly DiagnosticDescriptor FileNotFound = new("SQS9002", DiagnosticSeverity.Error, "there is no file '{0}'; give the path of an existing file");

    /// <summary>A file or folder cannot be read or written.</summary>
    public static readonly DiagnosticDescriptor InputOutput = new("SQS9003", DiagnosticSeverity.Error, "{0}; check the path, its permissions and the free space");

    /// <summary>A folder that should be new has something in it.</summary>
    public static readonly DiagnosticDescriptor FolderNotEmpty = new("SQS9004", DiagnosticSeverity.Error, "the folder '{0}' is not empty; give a new one, or --force to write into it");

    /// <summary>A template that does not exist.</summary>
    public static readonly DiagnosticDescriptor UnknownTemplate = new("SQS9005", DiagnosticSeverity.Error, "there is no template '{0}'{1}; there are {2}");

    /// <summary>An option that does not go with what is run.</summary>
    public static readonly DiagnosticDescriptor MeaninglessOption = new("SQS9008", DiagnosticSeverity.Error, "{0} means nothing for {1}; leave it out");

    /// <summary>A parameter name that no neuron has.</summary>
    public static readonly DiagnosticDescriptor UnknownParameter = new("SQS9009", DiagnosticSeverity.Error, "no neuron has a parameter '{0}'{1}; there are {2}");

    /// <summary>An option whose value cannot be used.</summary>
    public static readonly DiagnosticDescriptor BadOption = new("SQS9010", DiagnosticSeverity.Error, "{0}: {1}");

    /// <summary>A credential without an entry it needs.</summary>
    public static readonly DiagnosticDescriptor MissingEntry = new("SQS9012", DiagnosticSeverity.Error, "the {0} of {1} is missing; {2}");

    /// <summary>A job that was drafted and not confirmed.</summary>
    public static readonly DiagnosticDescriptor NotConfirmed = new("SQS9011", DiagnosticSeverity.Error, "the job was not confirmed and is not sent; run the command again to draft it anew");

    /// <summary>A key of the service that does not exist.</summary>
    public static readonly DiagnosticDescriptor UnknownKey = new("SQS9020", DiagnosticSeverity.Error, "there is no key '{0}'; see sqs keys");

    /// <summary>Something failed that should not.</summary>
    public static readonly DiagnosticDescriptor Internal = new("SQS9999", DiagnosticSeverity.Error, "this is a bug in sqs: {0}; please report it with the command that shows it");
}
