using Sqs.Compiler.Diagnostics;

namespace Sqs.Providers.Errors;

/// <summary>What providers and jobs report to a user.</summary>
public static class ProviderDiagnostics
{
    /// <summary>A provider's refusal or failure.</summary>
    public static readonly DiagnosticDescriptor ProviderFailed = new("SQS6001", DiagnosticSeverity.Error, "{0}: {1}");

    /// <summary>A provider that does not exist.</summary>
    public static readonly DiagnosticDescriptor UnknownProvider = new("SQS6002", DiagnosticSeverity.Error, "there is no provider '{0}'; there are {1}");

    /// <summary>A backend specification that cannot be read.</summary>
    public static readonly DiagnosticDescriptor BackendSpec = new("SQS6003", DiagnosticSeverity.Error, "'{0}' names no backend; write provider:name, for instance {1}");

    /// <summary>A missing credential.</summary>
    public static readonly DiagnosticDescriptor NoCredential = new("SQS6004", DiagnosticSeverity.Error, "there is no credential for {0}, profile '{1}'; {2}");

    /// <summary>A credential file that others can read.</summary>
    public static readonly DiagnosticDescriptor OpenCredentialFile = new("SQS6005", DiagnosticSeverity.Error, "'{0}' can be read by others (mode {1}); run: chmod 600 '{0}'");

    /// <summary>A credential file that cannot be read.</summary>
    public static readonly DiagnosticDescriptor CredentialFile = new("SQS6006", DiagnosticSeverity.Error, "'{0}' is no credential file: {1}; write it with sqs auth login");

    /// <summary>A job that a provider would not take as it is.</summary>
    public static readonly DiagnosticDescriptor Refused = new("SQS6007", DiagnosticSeverity.Error, "{0}: {1}");

    /// <summary>An entry of a credential that cannot be used.</summary>
    public static readonly DiagnosticDescriptor BadEntry = new("SQS6008", DiagnosticSeverity.Error, "the entry '{0}' of the credential {1} cannot be used; it must be {2}");

    /// <summary>A job that the store does not hold.</summary>
    public static readonly DiagnosticDescriptor UnknownJob = new("SQS6010", DiagnosticSeverity.Error, "there is no job '{0}'; see sqs jobs");

    /// <summary>The beginning of several jobs' identifiers.</summary>
    public static readonly DiagnosticDescriptor AmbiguousJob = new("SQS6015", DiagnosticSeverity.Error, "'{0}' is the beginning of several jobs: {1}; give more of it");

    /// <summary>A cost above what the user allowed.</summary>
    public static readonly DiagnosticDescriptor CostAboveLimit = new("SQS6011", DiagnosticSeverity.Error, "the job is estimated at {0}, above the limit of {1}; confirm it with --yes, or raise --max-cost");

    /// <summary>A cost that nobody can tell.</summary>
    public static readonly DiagnosticDescriptor CostUnknown = new("SQS6014", DiagnosticSeverity.Error, "the cost of the job is not known ({0}); confirm it with --yes and no --max-cost");

    /// <summary>A job that was made for another service.</summary>
    public static readonly DiagnosticDescriptor OtherHost = new(
        "SQS6016", DiagnosticSeverity.Error, "job {0} was made for {1} at {2}, and the address is {3} now; nothing was asked or sent there: set the address back, or submit the job anew");

    /// <summary>A job without all of its results.</summary>
    public static readonly DiagnosticDescriptor NotDone = new("SQS6012", DiagnosticSeverity.Error, "job {0} is {1}; {2}");

    /// <summary>A job store that cannot be used.</summary>
    public static readonly DiagnosticDescriptor Store = new("SQS6013", DiagnosticSeverity.Error, "the job store '{0}' cannot be used: {1}; {2}");

    /// <summary>Turns an error into a diagnostic.</summary>
    /// <param name="error">The error.</param>
    /// <param name="provider">Name of the provider.</param>
    /// <returns>The diagnostic.</returns>
    public static Diagnostic Of(ProviderError error, string provider)
    {
        ArgumentNullException.ThrowIfNull(error);
        DiagnosticDescriptor descriptor = error.Kind is ProviderErrorKind.FixInput or ProviderErrorKind.NotFound ? Refused : ProviderFailed;
        return descriptor.At(SourceSpan.None, provider, error);
    }
}
