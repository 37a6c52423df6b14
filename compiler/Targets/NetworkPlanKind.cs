namespace Sqs.Compiler.Targets;

/// <summary>How a network becomes programs.</summary>
public enum NetworkPlanKind
{
    /// <summary>Fused where the target runs it, else layered.</summary>
    Auto,

    /// <summary>One program for the whole network.</summary>
    Fused,

    /// <summary>One program a layer.</summary>
    Layered,
}
