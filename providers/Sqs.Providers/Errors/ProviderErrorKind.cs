namespace Sqs.Providers.Errors;

/// <summary>What a failure asks of whoever caused the call.</summary>
public enum ProviderErrorKind
{
    /// <summary>The same call may succeed a little later.</summary>
    Retry,

    /// <summary>The request itself is refused; repeating it unchanged cannot succeed.</summary>
    FixInput,

    /// <summary>The credential is missing, wrong or expired.</summary>
    Reauthenticate,

    /// <summary>A limit of rate, of jobs at a time, of usage or of money is reached.</summary>
    Quota,

    /// <summary>The vendor's service is down or failed on its side.</summary>
    VendorOutage,

    /// <summary>The job ran longer than it was allowed to.</summary>
    TimeLimit,

    /// <summary>The vendor does not know the job, or no longer.</summary>
    NotFound,

    /// <summary>Nothing is known about the cause.</summary>
    Unknown,
}
