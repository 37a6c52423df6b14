namespace Sqs.Providers.Resilience;

/// <summary>What repeating a request would do.</summary>
public enum CallKind
{
    /// <summary>It reads, or sets something to a value: repeating it is harmless.</summary>
    Repeatable,

    /// <summary>It creates something that costs: it is repeated only where the vendor certainly did not accept it.</summary>
    Submit,
}
