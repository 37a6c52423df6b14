namespace Sqs.Compiler.Neurons;

/// <summary>How a QLIF neuron leaks without input.</summary>
public enum QlifLeak
{
    /// <summary>
    /// As in the published code: <c>gamma = -2 asin(sqrt(alpha exp(-tau / T1)))</c> and <c>alpha' = sin^2((gamma + phi) / 2)</c>, which leaks the more the less time passes.
    /// </summary>
    Published,

    /// <summary>As a relaxing qubit: <c>alpha' = alpha exp(-tau / T1)</c>.</summary>
    Physical,
}
