using System.Diagnostics.CodeAnalysis;

namespace Sqs.Providers;

/// <summary>A backend as users write it: <c>provider</c> or <c>provider:name</c>, with <c>@profile</c> for a named credential.</summary>
/// <param name="Provider">Name of the provider, lower case.</param>
/// <param name="Name">Name of the backend; empty for the provider's only one.</param>
/// <param name="Profile">Name of the credential profile.</param>
public sealed record BackendSpec(string Provider, string Name, string Profile = BackendSpec.DefaultProfile)
{
    /// <summary>The profile that is meant where none is named.</summary>
    public const string DefaultProfile = "default";

    /// <summary>Reads a specification.</summary>
    /// <param name="text">For instance <c>ionq:qpu.forte-1@lab</c>.</param>
    /// <param name="spec">The specification, where the text is one.</param>
    /// <returns>Whether it is one.</returns>
    public static bool TryParse(string text, [NotNullWhen(true)] out BackendSpec? spec)
    {
        ArgumentNullException.ThrowIfNull(text);
        spec = null;
        int at = text.IndexOf('@', StringComparison.Ordinal);
        string profile = at < 0 ? DefaultProfile : text[(at + 1)..];
        string backend = at < 0 ? text : text[..at];
        int colon = backend.IndexOf(':', StringComparison.Ordinal);
        string provider = colon < 0 ? backend : backend[..colon];
        string name = colon < 0 ? string.Empty : backend[(colon + 1)..];
        if (!IsWord(provider) || !IsWord(profile) || (colon >= 0 && !IsWord(name)))
            return false;
        spec = new BackendSpec(provider.ToLowerInvariant(), name, profile);
        return true;
    }

    /// <summary>The specification as users write it.</summary>
    /// <returns>For instance <c>ibm:ibm_kingston</c>.</returns>
    public override string ToString()
    {
        string backend = Name.Length == 0 ? Provider : $"{Provider}:{Name}";
        return Profile == DefaultProfile ? backend : $"{backend}@{Profile}";
    }

    private static bool IsWord(string text) => text.Length > 0 && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.');
}
