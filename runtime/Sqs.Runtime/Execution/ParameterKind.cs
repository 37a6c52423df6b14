namespace Sqs.Runtime.Execution;

/// <summary>What a trainable number is.</summary>
public enum ParameterKind
{
    /// <summary>A synaptic weight.</summary>
    Weight,

    /// <summary>A constant current.</summary>
    Bias,

    /// <summary>A neuron's own parameter, in radians for quantum neurons.</summary>
    Angle,
}
