namespace Sqs.Providers.Jobs;

/// <summary>The value of one input of a program.</summary>
/// <param name="Name">Name of the input.</param>
/// <param name="Value">Its value; angles in radians.</param>
public readonly record struct InputValue(string Name, double Value);
