namespace Sqs.Simulation;

/// <summary>The floating-point format of amplitudes. Probabilities are always summed in double precision.</summary>
public enum SimulationPrecision
{
    /// <summary>64 bits a real number, 16 bytes an amplitude.</summary>
    Double,

    /// <summary>32 bits a real number, 8 bytes an amplitude.</summary>
    Single,
}
