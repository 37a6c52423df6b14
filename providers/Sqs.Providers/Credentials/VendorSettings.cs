using System.Globalization;
using Sqs.Compiler.Diagnostics;
using Sqs.Providers.Errors;

namespace Sqs.Providers.Credentials;

/// <summary>Reads entries of credentials that are no text. What cannot be read is refused, with the entry's name.</summary>
public static class VendorSettings
{
    /// <summary>An address.</summary>
    /// <param name="credential">The credential.</param>
    /// <param name="entry">Name of the entry.</param>
    /// <returns>The address without a slash at its end, or null where there is none.</returns>
    /// <exception cref="DiagnosticException">The entry is no absolute HTTP address.</exception>
    public static Uri? Address(Credential credential, string entry)
    {
        ArgumentNullException.ThrowIfNull(credential);
        if (credential.Text(entry) is not { } text)
            return null;
        return Uri.TryCreate(text.TrimEnd('/'), UriKind.Absolute, out Uri? address) && address.Scheme is "http" or "https"
            ? address
            : throw Unusable(credential, entry, "an address such as https://example.org/api");
    }

    /// <summary>How many jobs the account may submit a minute.</summary>
    /// <param name="credential">The credential.</param>
    /// <returns>The number, or null where there is none.</returns>
    /// <exception cref="DiagnosticException">The entry is no number of at least 1.</exception>
    public static int? SubmitsPerMinute(Credential credential)
    {
        ArgumentNullException.ThrowIfNull(credential);
        const string entry = "submits-per-minute";
        if (credential.Text(entry) is not { } text)
            return null;
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number >= 1
            ? number
            : throw Unusable(credential, entry, "a number of at least 1");
    }

    // The text itself stays out: an entry may hold a secret in the wrong place.
    private static DiagnosticException Unusable(Credential credential, string entry, string right) =>
        new(ProviderDiagnostics.BadEntry.At(SourceSpan.None, entry, credential, right));
}
