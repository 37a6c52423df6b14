namespace Sqs.Runtime.Experiments;

/// <summary>The answers of a trained network to the test part.</summary>
/// <param name="Label">How it was measured.</param>
/// <param name="Correct">Samples that were recognised.</param>
/// <param name="Samples">Number of samples.</param>
/// <param name="Right">One character a sample: <c>1</c> where it was recognised, else <c>0</c>.</param>
public sealed record MeasuredAccuracy(string Label, int Correct, int Samples, string Right)
{
    /// <summary>Share of samples that were recognised.</summary>
    public double Accuracy => (double)Correct / Samples;
}
