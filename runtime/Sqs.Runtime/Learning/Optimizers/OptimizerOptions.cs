namespace Sqs.Runtime.Learning.Optimizers;

/// <summary>How gradients become updates.</summary>
public sealed record OptimizerOptions
{
    /// <summary>Which optimizer.</summary>
    public OptimizerKind Kind { get; init; } = OptimizerKind.Adam;

    /// <summary>Learning rate of weights.</summary>
    public double WeightRate { get; init; } = 0.02;

    /// <summary>Learning rate of biases.</summary>
    public double BiasRate { get; init; } = 0.02;

    /// <summary>Learning rate of angles and other own parameters of neurons.</summary>
    public double AngleRate { get; init; } = 0.02;

    /// <summary>What the rates are multiplied with as the run goes on.</summary>
    public LearningRateSchedule Schedule { get; init; } = new();

    /// <summary>
    /// Decay of weights, apart from their gradient: each update takes <c>rate * decay * weight</c> off (Loshchilov and Hutter, arXiv 1711.05101). Large weights carry the
    /// noise of spikes on, which surrogate gradients do not see.
    /// </summary>
    public double WeightDecay { get; init; }

    /// <summary>Largest Euclidean norm of the whole gradient; longer ones are scaled down. Infinite for no limit.</summary>
    public double ClipNorm { get; init; } = 10;

    /// <summary>Momentum of gradient descent.</summary>
    public double Momentum { get; init; }

    /// <summary>Decay of Adam's mean of gradients.</summary>
    public double Beta1 { get; init; } = 0.9;

    /// <summary>Decay of Adam's mean of squared gradients.</summary>
    public double Beta2 { get; init; } = 0.999;

    /// <summary>What Adam adds to a root so that it never divides by zero.</summary>
    public double Epsilon { get; init; } = 1e-8;
}
