namespace Sqs.Runtime.Learning.Optimizers;

/// <summary>Known optimizers.</summary>
public enum OptimizerKind
{
    /// <summary>Adam (Kingma and Ba, arXiv 1412.6980) with bias correction.</summary>
    Adam,

    /// <summary>Gradient descent with momentum.</summary>
    Sgd,
}
