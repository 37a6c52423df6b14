namespace Sqs.Runtime.Jobs;

/// <summary>What is to be done about the cost of a draft.</summary>
public enum CostDecision
{
    /// <summary>It may be sent.</summary>
    Accept,

    /// <summary>The user is to be asked.</summary>
    Ask,

    /// <summary>It may not be sent.</summary>
    Refuse,
}
