using Sqs.Simulation;
using Sqs.Simulation.Noise;

namespace Sqs.Runtime.Runs;

/// <summary>Everything that decides the outcome of a job on the native engine, apart from the program and its inputs.</summary>
/// <param name="Shots">Shots a parameter set.</param>
/// <param name="Seed">Seed of the run.</param>
/// <param name="Method">The method asked for.</param>
/// <param name="Precision">Format of the amplitudes.</param>
/// <param name="Noise">Noise, or null for none.</param>
public sealed record RunSettings(
    int Shots,
    ulong Seed,
    SimulationMethod Method = SimulationMethod.Automatic,
    SimulationPrecision Precision = SimulationPrecision.Double,
    NoiseModel? Noise = null);
