namespace Sqs.Providers.Devices;

/// <summary>Two connected qubits.</summary>
/// <param name="A">The lower index.</param>
/// <param name="B">The higher index.</param>
public readonly record struct QubitPair(int A, int B)
{
    /// <summary>The pair of two qubits in either order.</summary>
    /// <param name="first">One qubit.</param>
    /// <param name="second">The other qubit.</param>
    /// <returns>The pair, lower index first.</returns>
    public static QubitPair Of(int first, int second) => first < second ? new(first, second) : new(second, first);
}
