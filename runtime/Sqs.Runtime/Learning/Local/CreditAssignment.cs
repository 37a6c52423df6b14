namespace Sqs.Runtime.Learning.Local;

/// <summary>Which losses a hidden spike answers for.</summary>
public enum CreditAssignment
{
    /// <summary>Those of its own step and all later ones: an unbiased estimate of the gradient.</summary>
    CostToGo,

    /// <summary>Exponentially smoothed past losses and eligibilities, which need no look ahead; biased.</summary>
    Smoothed,
}
