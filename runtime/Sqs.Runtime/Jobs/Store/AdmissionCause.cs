namespace Sqs.Runtime.Jobs.Store;

/// <summary>What holds a part back.</summary>
public enum AdmissionCause
{
    /// <summary>The vendor has as many parts as it may.</summary>
    InFlight,

    /// <summary>Submits came too fast.</summary>
    Rate,

    /// <summary>The project's budget does not cover it.</summary>
    Budget,
}
