using Sqs.Providers.Errors;

namespace Sqs.Providers.Credentials;

/// <summary>
/// Carries out of a message handler that no token could be had, so that the request it was for was never sent. Calls turn it into its error.
/// </summary>
public sealed class CredentialRefusedException : Exception
{
    /// <summary>Creates the exception.</summary>
    /// <param name="error">Why there is no token.</param>
    public CredentialRefusedException(ProviderError error)
        : base(error?.ToString()) => Error = error!;

    /// <summary>Why there is no token.</summary>
    public ProviderError Error { get; }
}
