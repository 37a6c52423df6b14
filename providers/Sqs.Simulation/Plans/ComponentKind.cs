namespace Sqs.Simulation.Plans;

/// <summary>How a part of a program runs.</summary>
public enum ComponentKind
{
    /// <summary>As a chain of operators contracted ahead of the shots.</summary>
    Contracted,

    /// <summary>Gate by gate on one state, gates fused where it is wide.</summary>
    Gates,

    /// <summary>Gate by gate with classical control, every branch with a factored state of its own.</summary>
    Dynamic,
}
