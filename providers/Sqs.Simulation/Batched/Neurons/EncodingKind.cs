namespace Sqs.Simulation.Batched.Neurons;

/// <summary>How a current z becomes an encoding angle, in half turns.</summary>
public enum EncodingKind
{
    /// <summary><c>max(z, 0)</c>.</summary>
    Rectified,

    /// <summary>1 where z is not negative and 0 elsewhere.</summary>
    Sign,

    /// <summary><c>(1 + tanh(z / a)) / 2</c>.</summary>
    Tanh,

    /// <summary><c>(1 + z / a) / 2</c>, cut at 0 and 1.</summary>
    HardTanh,
}
