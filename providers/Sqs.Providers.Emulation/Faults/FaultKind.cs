namespace Sqs.Providers.Emulation.Faults;

/// <summary>What an emulator does wrong on request.</summary>
public enum FaultKind
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>429 with Retry-After; the request has no effect.</summary>
    TooManyRequests,

    /// <summary>503; the request has no effect.</summary>
    ErrorBefore,

    /// <summary>500 although the request took effect.</summary>
    ErrorAfter,

    /// <summary>The connection breaks; the request has no effect.</summary>
    DropBefore,

    /// <summary>The connection breaks although the request took effect.</summary>
    DropAfter,

    /// <summary>The answer's body stops half way and the connection stays open.</summary>
    SlowBody,

    /// <summary>The answer's JSON ends half way.</summary>
    TruncatedJson,

    /// <summary>The token is refused before its time; the request has no effect.</summary>
    ExpiredToken,

    /// <summary>401 although the request took effect.</summary>
    UnauthorizedAfter,

    /// <summary>The request is delivered twice.</summary>
    DuplicatedDelivery,

    /// <summary>A job shows a status nobody documented for a while.</summary>
    UnknownStatus,

    /// <summary>A job is stopped for running too long.</summary>
    RanTooLong,

    /// <summary>A job is forgotten after it was accepted.</summary>
    Vanished,

    /// <summary>A job fails in the checks after it was accepted.</summary>
    FailedPreflight,

    /// <summary>A job fails on the vendor's side.</summary>
    FailedOnSystem,

    /// <summary>Half of the circuits of a job fail.</summary>
    HalfFailed,
}
