namespace Sqs.Runtime.Learning.Optimizers;

/// <summary>How learning rates change over a run.</summary>
public enum ScheduleKind
{
    /// <summary>They stay.</summary>
    Constant,

    /// <summary>They follow half a cosine from their start down to 0.</summary>
    Cosine,

    /// <summary>They are multiplied with a factor every so many epochs.</summary>
    Step,
}
