namespace Sqs.Simulation.Plans;

/// <summary>What is known ahead of a part of a program that shares no gate with the rest.</summary>
/// <param name="Kind">How it runs.</param>
/// <param name="Width">Most qubits alive at once; for dynamic parts the qubits of the program, an upper bound.</param>
/// <param name="Operations">Gates and measurements of one pass; for dynamic parts the instructions.</param>
/// <param name="Measurements">Measurements of one pass.</param>
/// <param name="Steps">Contracted operators; 0 for other kinds.</param>
/// <param name="MostBranches">Most groups of shots: the smaller of the shots and two to the measurements.</param>
/// <param name="StateBytes">Bytes of the amplitudes of the widest state.</param>
/// <param name="Cost">Estimated cost of a parameter set: at most so many multiplications of complex numbers, loops that hang on outcomes counted once.</param>
public sealed record ComponentPlan(ComponentKind Kind, int Width, int Operations, int Measurements, int Steps, double MostBranches, double StateBytes, double Cost);
