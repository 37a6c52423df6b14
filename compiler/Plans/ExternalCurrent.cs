namespace Sqs.Compiler.Plans;

/// <summary>The part of a current that is known before a run: what input lines and biases contribute.</summary>
/// <param name="population">Name of the population.</param>
/// <param name="neuron">Index of the neuron.</param>
/// <param name="step">Time step, from 0.</param>
/// <param name="channel">Channel, from 0.</param>
/// <returns>The current; may be negative.</returns>
public delegate double ExternalCurrent(string population, int neuron, int step, int channel);
