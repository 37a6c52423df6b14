namespace Sqs.Runtime.Data;

/// <summary>How numbers between 0 and 1 become spikes.</summary>
public enum SpikeCode
{
    /// <summary>An independent spike at each step with the number, or the cap if that is less, as its probability.</summary>
    Bernoulli,

    /// <summary>One spike, the earlier the larger the number; none for 0.</summary>
    Latency,

    /// <summary>The numbers are the spikes: at least one half is a spike. Rows hold step after step, each all lines.</summary>
    Direct,

    /// <summary>Events of a square image that moves: a line a pixel that becomes brighter, then one a pixel that becomes darker.</summary>
    Delta,
}
