namespace Sqs.Providers.Emulation.IonQ;

/// <summary>The forms of a job's results that the service has had under one version number.</summary>
public enum IonQShape
{
    /// <summary>A map from format to descriptor, read as artifacts.</summary>
    Artifacts,

    /// <summary>A map from kind to link.</summary>
    Links,
}
