namespace Sqs.Providers.Errors;

/// <summary>Whether a request that failed may have taken effect at the vendor.</summary>
public enum Acceptance
{
    /// <summary>The vendor certainly did not act on it.</summary>
    Refused,

    /// <summary>The vendor may have acted on it; only asking the vendor tells.</summary>
    Unclear,
}
