namespace Sqs.Compiler.Neurons;

/// <summary>The shape of the target function f of natural quantization, which is the sign where the knob a is 0.</summary>
public enum NaturalFunction
{
    /// <summary><c>tanh(z / a)</c>.</summary>
    Tanh,

    /// <summary><c>z / a</c>, cut at -1 and 1.</summary>
    HardTanh,
}
