using Sqs.Runtime.Learning.Evaluation;

namespace Sqs.Runtime.Learning.Controls;

/// <summary>What a control reaches on the test part.</summary>
/// <param name="Name">Name of the control.</param>
/// <param name="Result">The measurement.</param>
public sealed record ControlResult(string Name, EvaluationResult Result);
