namespace Sqs.Compiler.Plans;

/// <summary>What was chosen for the currents of some neurons at one step; for reports.</summary>
/// <param name="Population">Name of the population.</param>
/// <param name="Step">Time step, from 0.</param>
/// <param name="Neurons">Number of neurons that share the decision.</param>
/// <param name="Form">The form.</param>
/// <param name="Bits">Number of measured bits that decide.</param>
/// <param name="Conditionals">Number of conditionals and switches.</param>
/// <param name="Reason">Why this form, for people.</param>
public sealed record FeedForwardDecision(string Population, int Step, int Neurons, FeedForwardForm Form, int Bits, int Conditionals, string Reason);
