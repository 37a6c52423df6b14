namespace Sqs.Compiler.Plans;

/// <summary>How the neurons' own parameters stand in a program.</summary>
public enum ParameterBinding
{
    /// <summary>As numbers.</summary>
    Literal,

    /// <summary>As named inputs of type <c>float</c>, so that one program serves a training run.</summary>
    Inputs,
}
